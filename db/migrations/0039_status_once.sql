-- A club's status goes up by itself, shortly after what changed it: however much changes until then,
-- it is delivered once. What changes it says that it is due, in its own transaction.

-- Says that something is due by `at_time`; true where it was not due until now, so that it is to be
-- hinted at. Many may say it at once: a row that is there is only held, against whoever finishes it,
-- until all of them have committed. What finishes it therefore sees whatever was said before, and what
-- is said later makes a row of its own.
CREATE FUNCTION due_mark(kind text, subject uuid, at_time timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE fresh boolean;
BEGIN
  PERFORM FROM system.due d WHERE d.kind = due_mark.kind
    AND d.organisation_id = public.current_organisation() AND d.subject_id = subject
    AND d.at <= at_time FOR KEY SHARE;
  IF FOUND THEN RETURN false; END IF;
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  VALUES (due_mark.kind, public.current_organisation(), subject, at_time)
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at)
  RETURNING d.xmax = 0 INTO fresh;
  RETURN fresh;
END $$;
--> statement-breakpoint
-- Takes back what was due, if it was; true where it was. Whoever says it anew waits until this
-- transaction has committed, so that what it looks at meanwhile stays as it is.
CREATE FUNCTION due_hold(kind text, subject uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE fresh boolean;
BEGIN
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  VALUES (due_hold.kind, public.current_organisation(), subject, 'infinity')
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk DO UPDATE SET at = d.at
  RETURNING d.xmax = 0 INTO fresh;
  PERFORM public.due_remove(due_hold.kind, subject);
  RETURN NOT fresh;
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['due_mark(text, uuid, timestamptz)', 'due_hold(text, uuid)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
