-- What was put off before its work began (lib/jobs/put-off-first.ts) and is said anew by nobody since
-- is due at `next` instead, or no more. Where somebody said it meanwhile, or is about to, it stays as
-- they said: nobody is waited for, so that whoever holds what this work has not can never wait for it.
CREATE FUNCTION due_settle(kind text, subject uuid, put_off_to timestamptz, next timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM FROM system.due d WHERE d.kind = due_settle.kind
    AND d.organisation_id = public.current_organisation() AND d.subject_id = subject
    AND d.at = put_off_to AND d.lease_token IS NULL FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN false; END IF;
  IF next IS NULL THEN
    DELETE FROM system.due d WHERE d.kind = due_settle.kind
      AND d.organisation_id = public.current_organisation() AND d.subject_id = subject;
  ELSE
    UPDATE system.due d SET at = next WHERE d.kind = due_settle.kind
      AND d.organisation_id = public.current_organisation() AND d.subject_id = subject;
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION due_settle(text, uuid, timestamptz, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION due_settle(text, uuid, timestamptz, timestamptz) TO app;
--> statement-breakpoint
ALTER FUNCTION due_settle(text, uuid, timestamptz, timestamptz) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
