-- Of somebody on whom a hold is: every entry of theirs in a club's register, however they came to have
-- several. They sign in as the same, or one was found to be the other. As who asks it may see them.
CREATE FUNCTION held_entries(club uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH RECURSIVE held AS (
    SELECT h.coach_id AS id FROM public.legal_holds h
    WHERE h.organisation_id = club AND h.ends_at IS NULL
    UNION
    SELECT same.id FROM held CROSS JOIN LATERAL (
      SELECT m.into_coach_id AS id FROM public.coach_merges m
      WHERE m.organisation_id = club AND m.coach_id = held.id
      UNION ALL
      SELECT m.coach_id FROM public.coach_merges m
      WHERE m.organisation_id = club AND m.into_coach_id = held.id
      UNION ALL
      SELECT other.id FROM public.coaches c
      JOIN public.coaches other ON other.organisation_id = club AND other.user_id = c.user_id
      WHERE c.organisation_id = club AND c.id = held.id
    ) same
  ) SELECT id FROM held
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION held_entries(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION held_entries(uuid) TO app, eraser;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO eraser;
--> statement-breakpoint
-- As in 0057; and whichever entry of theirs the hold names.
CREATE OR REPLACE FUNCTION erase_person(erasure uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  club uuid := public.current_organisation();
  coach uuid; people uuid[]; doers uuid[]; called text[]; needles text[]; each_id uuid;
  records integer; gone integer;
BEGIN
  SELECT e.coach_id INTO coach FROM public.erasures e
  WHERE e.organisation_id = club AND e.id = erasure AND e.state = 'planned'
    AND e.erase_at <= public.moment() FOR UPDATE;
  IF coach IS NULL THEN RETURN NULL; END IF;
  -- Entries that were found to be the same person go with it.
  WITH RECURSIVE same AS (
    SELECT coach AS id
    UNION
    SELECT m.coach_id FROM public.coach_merges m JOIN same ON same.id = m.into_coach_id
    WHERE m.organisation_id = club
  ) SELECT array_agg(id) INTO people FROM same;
  PERFORM FROM public.coaches c WHERE c.organisation_id = club AND c.id = ANY (people) FOR UPDATE;
  SELECT array_agg(DISTINCT c.user_id) FILTER (WHERE c.user_id IS NOT NULL), array_agg(c.name)
  INTO doers, called FROM public.coaches c WHERE c.organisation_id = club AND c.id = ANY (people);
  IF EXISTS (SELECT FROM public.coaches c WHERE c.organisation_id = club AND c.id = ANY (people)
      AND c.ends_at IS NULL)
    OR EXISTS (SELECT FROM public.memberships m WHERE m.organisation_id = club
      AND m.user_id = ANY (doers) AND m.ends_at IS NULL)
    OR EXISTS (SELECT FROM public.held_entries(club) h WHERE h = ANY (people))
  THEN RETURN NULL; END IF;

  SELECT array_agg(x.id::text) INTO needles FROM (
    SELECT unnest(people) AS id
    UNION SELECT cc.id FROM public.coach_connections cc
    WHERE cc.organisation_id = club AND cc.coach_id = ANY (people)
    UNION SELECT s.id FROM public.sessions s
    WHERE s.organisation_id = club AND s.coach_id = ANY (people)
  ) x;
  UPDATE public.evidence_records r SET record = NULL, erased_at = public.moment()
  WHERE r.organisation_id = club AND r.record IS NOT NULL
    AND EXISTS (SELECT FROM unnest(needles) n WHERE position(n IN r.record) > 0);
  GET DIAGNOSTICS records = ROW_COUNT;

  WITH read AS (
    SELECT c.reading_hash AS hash, coalesce(a.coach_id = ANY (people), false) AS theirs
    FROM public.reading_confirmations c
    JOIN public.club_audits a ON a.organisation_id = club AND a.id = c.audit_id
    WHERE c.organisation_id = club AND c.reading_hash IS NOT NULL
  )
  DELETE FROM public.readings r WHERE r.organisation_id = club AND r.hash IN (
    SELECT read.hash FROM read GROUP BY read.hash HAVING bool_and(read.theirs));
  GET DIAGNOSTICS gone = ROW_COUNT;

  FOR each_id IN SELECT s.id FROM public.sessions s
    WHERE s.organisation_id = club AND s.coach_id = ANY (people)
  LOOP
    PERFORM public.erase_name(club, each_id);
  END LOOP;
  UPDATE public.coaches c SET name = 'Erased person', email = '', teams = '', tags = '',
    user_id = NULL, person_organisation_id = NULL
  WHERE c.organisation_id = club AND c.id = ANY (people);
  UPDATE public.past_states p SET state = p.state - 'user_id' - 'person_organisation_id'
    || '{"name": "Erased person", "email": "", "teams": "", "tags": ""}'
  WHERE p.organisation_id = club AND p.of_table = 'coaches' AND p.row_id = ANY (people);
  UPDATE public.invitations i SET email = ''
  WHERE i.organisation_id = club AND i.coach_id = ANY (people);
  UPDATE public.past_states p SET state = p.state || '{"email": ""}'
  WHERE p.organisation_id = club AND p.of_table = 'invitations'
    AND (p.state ->> 'coach_id')::uuid = ANY (people);
  UPDATE public.coach_connections cc SET holder_organisation_id = club
  WHERE cc.organisation_id = club AND cc.coach_id = ANY (people);
  UPDATE public.past_states p
  SET state = p.state || jsonb_build_object('holder_organisation_id', club)
  WHERE p.organisation_id = club AND p.of_table = 'coach_connections'
    AND (p.state ->> 'coach_id')::uuid = ANY (people);
  UPDATE public.credentials c SET name_on_it = NULL, name_reason = NULL, reference_sealed = NULL,
    reference_key_id = NULL, reference_erased_at = CASE WHEN c.reference_sealed IS NULL
      THEN c.reference_erased_at ELSE public.moment() END
  WHERE c.organisation_id = club AND c.coach_id = ANY (people);
  UPDATE public.suspensions s SET known_as = '[]'
  WHERE s.organisation_id = club AND s.coach_id = ANY (people);
  UPDATE public.sign_off_events s SET text = NULL
  WHERE s.organisation_id = club AND s.coach_id = ANY (people) AND s.text IS NOT NULL;
  DELETE FROM public.sign_off_origins o USING public.sign_offs s
  WHERE o.organisation_id = club AND s.organisation_id = club AND s.id = o.id
    AND s.coach_id = ANY (people);
  UPDATE public.evidence_packs p SET requested_by = 'Erased person'
  WHERE p.organisation_id = club AND p.requested_by = ANY (called);
  UPDATE public.notices n SET facts = n.facts || '{"coach_name": "Erased person"}'
  WHERE n.of_organisation_id = club AND n.facts ->> 'coach_id' = ANY (people::text[])
    AND n.facts ? 'coach_name';
  FOREACH each_id IN ARRAY coalesce(doers, '{}') LOOP
    PERFORM public.erase_doer(club, each_id);
  END LOOP;
  UPDATE public.erasures e SET state = 'done', done_at = public.moment(),
    counts = jsonb_build_object('records', records, 'readings', gone)
  WHERE e.organisation_id = club AND e.id = erasure;
  RETURN jsonb_build_object('records', records, 'readings', gone);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION erase_old_readings(unseen_since timestamptz, rows_max integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation(); gone integer;
  held uuid[] := ARRAY(SELECT public.held_entries(public.current_organisation()));
BEGIN
  DELETE FROM public.readings r WHERE r.organisation_id = club AND r.hash IN (
    SELECT x.hash FROM public.readings x
    WHERE x.organisation_id = club AND x.first_read_at < unseen_since
      AND x.first_read_at < public.moment() - interval '3 months'
      AND NOT EXISTS (SELECT FROM public.reading_confirmations c
        LEFT JOIN public.club_audits a ON a.organisation_id = club AND a.id = c.audit_id
        WHERE c.organisation_id = club AND c.reading_hash = x.hash
          AND (c.read_at >= least(unseen_since, public.moment() - interval '3 months')
            OR a.coach_id = ANY (held)))
    LIMIT rows_max);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION erase_old_addresses(ended_before timestamptz, rows_max integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation(); old uuid[];
  held uuid[] := ARRAY(SELECT public.held_entries(public.current_organisation()));
BEGIN
  SELECT array_agg(i.id) INTO old FROM (
    SELECT x.id FROM public.invitations x
    WHERE x.organisation_id = club AND x.state <> 'accepted' AND x.email <> ''
      AND x.expires_at < least(ended_before, public.moment())
      AND (x.coach_id IS NULL OR NOT x.coach_id = ANY (held))
    LIMIT rows_max) i;
  UPDATE public.invitations i SET email = '' WHERE i.organisation_id = club AND i.id = ANY (old);
  UPDATE public.past_states p SET state = p.state || '{"email": ""}'
  WHERE p.organisation_id = club AND p.of_table = 'invitations' AND p.row_id = ANY (old);
  RETURN coalesce(cardinality(old), 0);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION erase_check_reference(credential uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.credentials c SET reference_sealed = NULL, reference_key_id = NULL,
    reference_erased_at = public.moment()
  WHERE c.organisation_id = public.current_organisation() AND c.id = credential
    AND c.kind = 'record_check' AND c.reference_sealed IS NOT NULL
    AND coalesce(c.verified_at, c.ended_at, c.provided_at) + interval '6 months' <= public.moment()
    AND NOT EXISTS (SELECT FROM public.held_entries(c.organisation_id) h WHERE h = c.coach_id);
  RETURN FOUND;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM eraser;
