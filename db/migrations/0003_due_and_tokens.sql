-- What must happen by itself. The application adds and finishes rows of its own organisation; the
-- sweep, which acts for nobody, sees ids and times through the role `system`.

CREATE FUNCTION due_add(kind text, subject uuid, at_time timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  VALUES (kind, public.current_organisation(), subject, at_time)
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at)
$$;
--> statement-breakpoint
-- True where the lease was still held: then the row is gone, or waits for `next_at`. Called in the
-- transaction that writes what the work came to, so that work is finished once and only once.
CREATE FUNCTION due_finish(kind text, subject uuid, token uuid, next_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE mine uuid;
BEGIN
  SELECT d.subject_id INTO mine FROM system.due d
  WHERE d.kind = due_finish.kind AND d.organisation_id = public.current_organisation()
    AND d.subject_id = subject AND d.lease_token = token
  FOR UPDATE;
  IF mine IS NULL THEN RETURN false; END IF;
  IF next_at IS NULL THEN
    DELETE FROM system.due d WHERE d.kind = due_finish.kind
      AND d.organisation_id = public.current_organisation() AND d.subject_id = subject;
  ELSE
    UPDATE system.due d SET at = next_at, lease_token = NULL, lease_until = NULL, attempts = 0
    WHERE d.kind = due_finish.kind AND d.organisation_id = public.current_organisation()
      AND d.subject_id = subject;
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint
CREATE FUNCTION due_remove(kind text, subject uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM system.due d WHERE d.kind = due_remove.kind
    AND d.organisation_id = public.current_organisation() AND d.subject_id = subject
$$;
--> statement-breakpoint
CREATE FUNCTION due_find(at_time timestamptz, rows_max integer)
RETURNS TABLE (kind text, organisation_id uuid, subject_id uuid, attempts integer)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.kind, d.organisation_id, d.subject_id, d.attempts FROM system.due d
  WHERE d.at <= at_time AND (d.lease_until IS NULL OR d.lease_until <= at_time)
  ORDER BY d.at LIMIT rows_max
$$;
--> statement-breakpoint
-- A lease for one worker, with the number of this attempt; no row where another holds it, or where
-- nothing is due.
CREATE FUNCTION due_claim(kind text, organisation uuid, subject uuid, at_time timestamptz, lease interval)
RETURNS TABLE (token uuid, attempt integer)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE system.due d SET lease_token = uuidv7(), lease_until = at_time + lease,
    attempts = d.attempts + 1
  WHERE d.kind = due_claim.kind AND d.organisation_id = organisation AND d.subject_id = subject
    AND d.at <= at_time AND (d.lease_until IS NULL OR d.lease_until <= at_time)
  RETURNING d.lease_token, d.attempts
$$;
--> statement-breakpoint
CREATE FUNCTION due_extend(kind text, organisation uuid, subject uuid, token uuid, until timestamptz)
RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH held AS (
    UPDATE system.due d SET lease_until = until
    WHERE d.kind = due_extend.kind AND d.organisation_id = organisation AND d.subject_id = subject
      AND d.lease_token = token RETURNING 1)
  SELECT EXISTS (SELECT FROM held)
$$;
--> statement-breakpoint
-- Given back before it was done, to be tried again at `retry_at`.
CREATE FUNCTION due_release(kind text, organisation uuid, subject uuid, token uuid, retry_at timestamptz)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE system.due d SET at = retry_at, lease_token = NULL, lease_until = NULL
  WHERE d.kind = due_release.kind AND d.organisation_id = organisation AND d.subject_id = subject
    AND d.lease_token = token
$$;
--> statement-breakpoint
CREATE FUNCTION worker_seen(worker text, at_time timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO system.workers_seen AS w (worker, seen_at) VALUES (worker, at_time)
  ON CONFLICT ON CONSTRAINT workers_seen_pkey DO UPDATE SET seen_at = excluded.seen_at;
  DELETE FROM system.workers_seen w WHERE w.seen_at < at_time - interval '1 day'
$$;
--> statement-breakpoint
CREATE FUNCTION system_health(at_time timestamptz)
RETURNS TABLE (worker_seen_at timestamptz, oldest_due_at timestamptz, due_now bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (SELECT max(w.seen_at) FROM system.workers_seen w),
    (SELECT min(d.at) FROM system.due d WHERE d.at <= at_time),
    (SELECT count(*) FROM system.due d WHERE d.at <= at_time)
$$;
--> statement-breakpoint

-- Public tokens: only their hashes are kept. Kinds: invitation, join_code.
CREATE FUNCTION issue_public_token(hash text, kind text, subject uuid, expires timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO system.public_tokens AS t (hash, kind, organisation_id, subject_id, expires_at)
  VALUES (hash, kind, public.current_organisation(), subject, expires)
  ON CONFLICT (kind, subject_id) DO UPDATE
    SET hash = excluded.hash, expires_at = excluded.expires_at, used_at = NULL
    WHERE t.organisation_id = excluded.organisation_id
$$;
--> statement-breakpoint
-- Whose token this is. Says nothing of one that was used up; says when one has expired.
CREATE FUNCTION find_public_token(hash text, kind text)
RETURNS TABLE (organisation_id uuid, subject_id uuid, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT t.organisation_id, t.subject_id, t.expires_at FROM system.public_tokens t
  WHERE t.hash = find_public_token.hash AND t.kind = find_public_token.kind AND t.used_at IS NULL
$$;
--> statement-breakpoint
CREATE FUNCTION use_public_token(hash text, kind text, at_time timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH used AS (
    UPDATE system.public_tokens t SET used_at = at_time
    WHERE t.hash = use_public_token.hash AND t.kind = use_public_token.kind AND t.used_at IS NULL
      AND t.expires_at > at_time AND t.organisation_id = public.current_organisation()
    RETURNING 1)
  SELECT EXISTS (SELECT FROM used)
$$;
--> statement-breakpoint
CREATE FUNCTION withdraw_public_token(kind text, subject uuid, at_time timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE system.public_tokens t SET used_at = at_time
  WHERE t.kind = withdraw_public_token.kind AND t.subject_id = subject
    AND t.organisation_id = public.current_organisation() AND t.used_at IS NULL
$$;
--> statement-breakpoint

-- Which organisation an address names. Whether the asker belongs to it is asked afterwards, there.
CREATE FUNCTION resolve_slug(slug text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.organisation_id FROM public.organisations o WHERE o.slug = resolve_slug.slug
$$;
--> statement-breakpoint
CREATE FUNCTION person_organisation(user_id uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.organisation_id FROM public.organisations o WHERE o.user_id = person_organisation.user_id
$$;
--> statement-breakpoint

-- Everybody who signs in has an organisation of one, "My record". Safe to call again.
CREATE FUNCTION found_person(user_id uuid, name text, at_time timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE id uuid := uuidv7(); there uuid;
BEGIN
  SELECT o.organisation_id INTO there FROM public.organisations o WHERE o.user_id = found_person.user_id;
  IF there IS NOT NULL THEN RETURN there; END IF;
  INSERT INTO public.organisations (organisation_id, kind, name, slug, user_id, created_at)
  VALUES (id, 'person', name, 'person-' || id, user_id, at_time)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN public.person_organisation(user_id); END IF;
  INSERT INTO public.memberships (organisation_id, id, user_id, role, starts_at)
  VALUES (id, uuidv7(), user_id, 'person', at_time);
  RETURN id;
END $$;
--> statement-breakpoint

-- Only a command on the server may do this; there is no way to it from the web.
CREATE FUNCTION found_governing_body(name text, slug text, at_time timestamptz) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.organisations (organisation_id, kind, name, slug, created_at)
  VALUES (uuidv7(), 'governing_body', name, slug, at_time) RETURNING organisation_id
$$;
--> statement-breakpoint

-- A new club under the transaction's body: by an invitation of that body that is accepted in this
-- transaction, or by a request to join that it approves in it. Affiliated at both ends, with its
-- first welfare officer. Nothing else makes a club.
CREATE FUNCTION found_club(source text, source_id uuid, name text, slug text, officer uuid,
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
  INSERT INTO public.trail (organisation_id, id, at, actor_user_id, actor, command, subject_kind,
    subject_id, detail)
  VALUES (club, uuidv7(), at_time, officer, 'user', 'organisation.found', 'organisation', club,
    jsonb_build_object('governing_body', body.organisation_id, 'source', source));
  RETURN club;
END $$;
--> statement-breakpoint

-- A request to join, into the tenancy of the body whose code was given. Returns false where the
-- code is nobody's. Asking twice changes nothing.
CREATE FUNCTION request_to_join(code_hash text, request uuid, club_name text, asking_user uuid,
  user_name text, user_email text, at_time timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE body uuid;
BEGIN
  SELECT t.organisation_id INTO body FROM system.public_tokens t
  WHERE t.hash = code_hash AND t.kind = 'join_code' AND t.used_at IS NULL AND t.expires_at > at_time;
  IF body IS NULL THEN RETURN false; END IF;
  INSERT INTO public.join_requests (organisation_id, id, club_name, user_id, user_name, user_email,
    state, created_at)
  VALUES (body, request, club_name, asking_user, user_name, user_email, 'waiting', at_time)
  ON CONFLICT DO NOTHING;
  RETURN true;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text; role_name text;
  granted jsonb := '{
    "due_add(text, uuid, timestamptz)": ["app", "delivery"],
    "due_finish(text, uuid, uuid, timestamptz)": ["app"],
    "due_remove(text, uuid)": ["app"],
    "due_find(timestamptz, integer)": ["system"],
    "due_claim(text, uuid, uuid, timestamptz, interval)": ["system"],
    "due_extend(text, uuid, uuid, uuid, timestamptz)": ["system"],
    "due_release(text, uuid, uuid, uuid, timestamptz)": ["system"],
    "worker_seen(text, timestamptz)": ["system"],
    "system_health(timestamptz)": ["system"],
    "issue_public_token(text, text, uuid, timestamptz)": ["app"],
    "find_public_token(text, text)": ["app"],
    "use_public_token(text, text, timestamptz)": ["app"],
    "withdraw_public_token(text, uuid, timestamptz)": ["app"],
    "resolve_slug(text)": ["app"],
    "person_organisation(uuid)": ["app", "auth", "delivery"],
    "found_person(uuid, text, timestamptz)": ["auth"],
    "found_governing_body(text, text, timestamptz)": ["system"],
    "found_club(text, uuid, text, text, uuid, timestamptz)": ["app"],
    "request_to_join(text, uuid, text, uuid, text, text, timestamptz)": ["app"],
    "deliver_membership(uuid)": ["app"],
    "shares_in_force(uuid)": ["delivery"],
    "deliver_connection(uuid)": ["app", "delivery"],
    "deliver_audit(uuid, timestamptz)": ["app"],
    "request_audit(uuid, uuid, uuid, timestamptz)": ["app"],
    "deliver_status(timestamptz, interval)": ["app"]
  }';
BEGIN
  FOR f IN SELECT jsonb_object_keys(granted) LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    FOR role_name IN SELECT jsonb_array_elements_text(granted -> f) LOOP
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', f, role_name);
    END LOOP;
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
-- PUBLIC may execute nothing of ours but what policies and triggers need.
REVOKE ALL ON FUNCTION refuse_change() FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION current_organisation() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION current_organisation() TO app, delivery;
