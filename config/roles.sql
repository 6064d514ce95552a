-- The two roles of the portal. Run by a superuser in the portal's database; safe to run again.
--
--   kolapp_owner  owns the database and its tables; used by `manage.py migrate` alone. CREATEDB is for the tests.
--   kolapp_app    is what web and workers log in as. It owns nothing and may not bypass row level security.
--
-- Passwords are set outside of this file. What kolapp_app may do with the tables is granted by `manage.py migrate`.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kolapp_owner') THEN
    CREATE ROLE kolapp_owner;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kolapp_app') THEN
    CREATE ROLE kolapp_app;
  END IF;
  EXECUTE format('ALTER DATABASE %I OWNER TO kolapp_owner', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO kolapp_app', current_database());
END
$$;
ALTER ROLE kolapp_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB;
ALTER ROLE kolapp_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
ALTER SCHEMA public OWNER TO kolapp_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
