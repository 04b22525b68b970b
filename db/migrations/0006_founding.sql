-- A new club under the transaction's body: by an invitation of that body that is accepted in this
-- transaction, or by a request to join that it approves in it. Affiliated at both ends, with its
-- first welfare officer, and with the row by which the body sees it: a club that has done nothing
-- yet is on the list, and nothing of it is known. Nothing else makes a club.
CREATE OR REPLACE FUNCTION found_club(source text, source_id uuid, name text, slug text, officer uuid,
  at_time timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  body public.organisations; club uuid := uuidv7(); membership uuid := uuidv7(); allowed boolean;
BEGIN
  SELECT * INTO body FROM public.organisations o
  WHERE o.organisation_id = public.current_organisation() AND o.kind = 'governing_body';
  IF source = 'invitation' THEN
    SELECT true INTO allowed FROM public.invitations i
    WHERE i.organisation_id = body.organisation_id AND i.id = source_id AND i.purpose = 'club'
      AND i.state = 'accepted' AND i.accepted_at = at_time AND i.accepted_by = officer;
  ELSIF source = 'join_request' THEN
    SELECT true INTO allowed FROM public.join_requests j
    WHERE j.organisation_id = body.organisation_id AND j.id = source_id AND j.state = 'approved'
      AND j.decided_at = at_time AND j.user_id = officer AND j.club_organisation_id IS NULL;
  END IF;
  IF allowed IS NOT TRUE THEN
    RAISE EXCEPTION 'nothing in force founds this club' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.organisations (organisation_id, kind, name, slug, created_at)
  VALUES (club, 'club', name, slug, at_time);
  INSERT INTO public.affiliations (organisation_id, id, side, other_organisation_id, other_name,
    other_kind, starts_at)
  VALUES (club, uuidv7(), 'upper', body.organisation_id, body.name, body.kind, at_time),
    (body.organisation_id, uuidv7(), 'lower', club, name, 'club', at_time);
  INSERT INTO public.memberships (organisation_id, id, user_id, role, starts_at)
  VALUES (club, membership, officer, 'welfare_officer', at_time);
  INSERT INTO public.my_memberships (organisation_id, id, of_organisation_id, of_kind, of_name,
    of_slug, role, starts_at)
  VALUES (public.person_organisation(officer), membership, club, 'club', name, slug,
    'welfare_officer', at_time);
  INSERT INTO public.roll_ups (organisation_id, club_organisation_id, club_name, coaches,
    coaches_not_connected, blocking, advisory, could_not_check, met, updated_at)
  VALUES (body.organisation_id, club, name, 0, 0, 0, 0, 0, 0, at_time);
  INSERT INTO public.trail (organisation_id, id, at, actor_user_id, actor, command, subject_kind,
    subject_id, detail)
  VALUES (club, uuidv7(), at_time, officer, 'user', 'organisation.found', 'organisation', club,
    jsonb_build_object('governing_body', body.organisation_id, 'source', source));
  RETURN club;
END $$;
--> statement-breakpoint

-- A request to join, into the tenancy of the body whose code was given. Returns false where the
-- code is nobody's. Asking twice changes nothing, and asking again after a no is a new question.
CREATE OR REPLACE FUNCTION request_to_join(code_hash text, request uuid, club_name text, asking_user uuid,
  user_name text, user_email text, at_time timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE body uuid;
BEGIN
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

-- Whose token this was that has been used up or taken back: somebody who opens an old link is told
-- so, instead of being told that there is nothing.
CREATE FUNCTION find_used_public_token(hash text, kind text)
RETURNS TABLE (organisation_id uuid, subject_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT t.organisation_id, t.subject_id FROM system.public_tokens t
  WHERE t.hash = find_used_public_token.hash AND t.kind = find_used_public_token.kind
    AND t.used_at IS NOT NULL
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION find_used_public_token(text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_used_public_token(text, text) TO app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
ALTER FUNCTION find_used_public_token(text, text) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
