-- The web server says how all is, and takes webhooks, for nobody in particular. It had the role
-- `system` for that, and with it a way to found a governing body and to list what is due. Now it has
-- a role for these three functions alone, and `system` is the workers and the commands on the server.
GRANT USAGE ON SCHEMA public TO edge;
--> statement-breakpoint
DO $$
DECLARE
  f text;
  granted text[] := ARRAY[
    'system_health(timestamptz)',
    'last_webhook_at()',
    'receive_webhook(text, text, timestamptz, text, text, text, text, text, jsonb, text, timestamptz)'];
BEGIN
  FOREACH f IN ARRAY granted LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM system', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO edge', f);
  END LOOP;
END $$;
