#!/bin/sh
# Gives the two roles their passwords, once, when the database is first made.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -d kolapp -v app="$KOLAPP_APP_PASSWORD" -v owner="$KOLAPP_OWNER_PASSWORD" <<'SQL'
ALTER ROLE kolapp_app PASSWORD :'app';
ALTER ROLE kolapp_owner PASSWORD :'owner';
SQL
