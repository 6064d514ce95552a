from django.db import migrations
from django.db.migrations.operations import RunSQL

# Heard by disturbance.watching when the transaction is committed; equal ones of a transaction are told once.
TELL = """
CREATE FUNCTION disturbance_tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 PERFORM pg_notify('night', NEW.service_id::text); RETURN NULL; END $$;
CREATE FUNCTION disturbance_tell_of_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 PERFORM pg_notify('night', service_id::text) FROM disturbance_case WHERE id = NEW.case_id; RETURN NULL; END $$;
CREATE TRIGGER told AFTER INSERT ON disturbance_entry FOR EACH ROW EXECUTE FUNCTION disturbance_tell_of_entry();
CREATE TRIGGER told AFTER INSERT OR UPDATE ON disturbance_case FOR EACH ROW EXECUTE FUNCTION disturbance_tell();
CREATE TRIGGER told AFTER INSERT OR UPDATE ON disturbance_patrol FOR EACH ROW EXECUTE FUNCTION disturbance_tell()
"""
SILENT = (
    "DROP TRIGGER told ON disturbance_patrol; DROP TRIGGER told ON disturbance_case; DROP FUNCTION disturbance_tell()"
)


class Migration(migrations.Migration):
    dependencies = [("disturbance", "0004_keep_reports_apart")]

    operations = [RunSQL(TELL, SILENT)]
