-- Whatever changes who is on a club's register, what they are there, or which policies hold there,
-- makes it due to ask people for what they are to sign: in the same transaction, whoever makes it.
-- Many may change it at once, and none waits for another, as with due_mark().
CREATE FUNCTION sign_offs_due() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid; now_is timestamptz := public.moment();
BEGIN
  FOR club IN
    SELECT o.organisation_id FROM public.organisations o
    WHERE o.kind = 'club' AND o.organisation_id IN (SELECT c.organisation_id FROM changed c)
      AND (EXISTS (SELECT FROM public.policies p WHERE p.organisation_id = o.organisation_id)
        OR EXISTS (SELECT FROM public.sign_off_requests r
          WHERE r.organisation_id = o.organisation_id))
    ORDER BY 1
  LOOP
    PERFORM FROM system.due d WHERE d.kind = 'ask-sign-offs' AND d.organisation_id = club
      AND d.subject_id = club AND d.at <= now_is FOR KEY SHARE;
    CONTINUE WHEN FOUND;
    INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
    VALUES ('ask-sign-offs', club, club, now_is)
    ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
    DO UPDATE SET at = least(d.at, excluded.at);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION sign_offs_due() FROM PUBLIC;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['coaches', 'memberships', 'appointments', 'policies', 'policy_versions',
    'adoptions']
  LOOP
    EXECUTE format('CREATE TRIGGER sign_offs_due_added AFTER INSERT ON %I
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sign_offs_due()', t);
    CONTINUE WHEN t IN ('policy_versions', 'adoptions');
    EXECUTE format('CREATE TRIGGER sign_offs_due_changed AFTER UPDATE ON %I
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sign_offs_due()', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER FUNCTION sign_offs_due() OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
