DROP FUNCTION request_to_join(text, uuid, text, uuid, text, text, timestamptz);
--> statement-breakpoint
-- A request to join, into the tenancy of the body whose code was given, of the person whose own
-- organisation the transaction's is: nobody asks in another's name. What they are called and where
-- they are written to is as their login gives it, and not known here. Returns false where the code
-- is nobody's. Asking twice changes nothing, and asking again after a no is a new question.
CREATE FUNCTION request_to_join(code_hash text, request uuid, club_name text, user_name text,
  user_email text, at_time timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE body uuid; asking_user uuid;
BEGIN
  SELECT o.user_id INTO asking_user FROM public.organisations o
  WHERE o.organisation_id = public.current_organisation() AND o.kind = 'person';
  IF asking_user IS NULL THEN
    RAISE EXCEPTION 'only a person asks to join' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT t.organisation_id INTO body FROM system.public_tokens t
  WHERE t.hash = code_hash AND t.kind = 'join_code' AND t.used_at IS NULL AND t.expires_at > at_time;
  IF body IS NULL THEN RETURN false; END IF;
  INSERT INTO public.join_requests AS j (organisation_id, id, club_name, user_id, user_name, user_email,
    state, created_at)
  VALUES (body, request, club_name, asking_user, user_name, user_email, 'waiting', at_time)
  ON CONFLICT ON CONSTRAINT join_requests_once DO UPDATE
    SET state = 'waiting', created_at = excluded.created_at, decided_at = NULL, decided_by = NULL
    WHERE j.state = 'declined';
  RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION request_to_join(text, uuid, text, text, text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION request_to_join(text, uuid, text, text, text, timestamptz) TO app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
ALTER FUNCTION request_to_join(text, uuid, text, text, text, timestamptz) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
