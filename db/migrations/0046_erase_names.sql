-- Names of meetings are private where they are no session: this is the one way in which they are taken
-- out of what is kept. Of a connection of the transaction's holder, from each club: of what is no
-- session of that club any more or, with `everything`, of all of it, and then in the holder's own
-- record as well. Past states are put back without the name, where they were. Returns of how many
-- sessions.
CREATE FUNCTION erase_names(connection uuid, everything boolean) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE holder uuid := public.current_organisation(); s record; erased integer := 0;
BEGIN
  IF everything THEN
    UPDATE public.meetings m SET topic = NULL
    WHERE m.organisation_id = holder AND m.connection_id = connection AND m.topic IS NOT NULL;
  END IF;
  FOR s IN
    SELECT DISTINCT x.organisation_id, x.id
    FROM public.meetings m
    JOIN public.meeting_sessions ms ON ms.organisation_id = holder AND ms.meeting_id = m.id
    JOIN public.sessions x ON x.organisation_id = ms.club_organisation_id AND x.id = m.id
      AND x.connection_id = connection
    WHERE m.organisation_id = holder AND m.connection_id = connection
      AND (everything OR NOT EXISTS (SELECT FROM public.meeting_sessions o
        WHERE o.organisation_id = holder AND o.meeting_id = m.id
          AND o.club_organisation_id = ms.club_organisation_id AND o.ends_at IS NULL))
      AND (x.topic IS NOT NULL OR EXISTS (SELECT FROM public.past_states p
        WHERE p.organisation_id = x.organisation_id AND p.of_table = 'sessions'
          AND p.row_id = x.id AND p.state ? 'topic'))
    ORDER BY x.organisation_id, x.id
  LOOP
    PERFORM public.erase_name(s.organisation_id, s.id);
    erased := erased + 1;
  END LOOP;
  RETURN erased;
END $$;
--> statement-breakpoint
CREATE FUNCTION erase_name(club uuid, session uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public.sessions x SET topic = NULL
  WHERE x.organisation_id = club AND x.id = session AND x.topic IS NOT NULL;
  WITH gone AS (
    DELETE FROM public.past_states p
    WHERE p.organisation_id = club AND p.of_table = 'sessions' AND p.row_id = session
      AND p.state ? 'topic'
    RETURNING p.*
  )
  INSERT INTO public.past_states (organisation_id, seq, of_table, row_id, valid_from, recorded_at,
    state)
  SELECT g.organisation_id, g.seq, g.of_table, g.row_id, g.valid_from, g.recorded_at,
    g.state - 'topic' FROM gone g;
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_names(uuid, boolean), erase_name(uuid, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_names(uuid, boolean) TO app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_name(uuid, uuid) TO eraser;
--> statement-breakpoint
GRANT SELECT, UPDATE (topic) ON meetings, sessions TO eraser;
--> statement-breakpoint
GRANT SELECT ON meeting_sessions TO eraser;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON past_states TO eraser;
--> statement-breakpoint
CREATE POLICY eraser_reads ON meetings FOR SELECT TO eraser USING (true);
--> statement-breakpoint
CREATE POLICY eraser ON meetings FOR UPDATE TO eraser USING (true) WITH CHECK (topic IS NULL);
--> statement-breakpoint
CREATE POLICY eraser_reads ON sessions FOR SELECT TO eraser USING (true);
--> statement-breakpoint
CREATE POLICY eraser ON sessions FOR UPDATE TO eraser USING (true) WITH CHECK (topic IS NULL);
--> statement-breakpoint
CREATE POLICY eraser_reads ON meeting_sessions FOR SELECT TO eraser USING (true);
--> statement-breakpoint
CREATE POLICY eraser_reads ON past_states FOR SELECT TO eraser USING (of_table = 'sessions');
--> statement-breakpoint
CREATE POLICY eraser ON past_states FOR DELETE TO eraser USING (of_table = 'sessions');
--> statement-breakpoint
CREATE POLICY eraser_puts_back ON past_states FOR INSERT TO eraser
WITH CHECK (of_table = 'sessions' AND NOT state ? 'topic');
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO eraser;
--> statement-breakpoint
ALTER FUNCTION erase_names(uuid, boolean) OWNER TO eraser;
--> statement-breakpoint
ALTER FUNCTION erase_name(uuid, uuid) OWNER TO eraser;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM eraser;
--> statement-breakpoint
-- What was said to be no session before this was there.
SET LOCAL ROLE eraser;
--> statement-breakpoint
SELECT public.erase_name(x.organisation_id, x.id) FROM public.sessions x
WHERE x.end_reason = 'no_longer_a_session';
--> statement-breakpoint
SET LOCAL ROLE owner;
--> statement-breakpoint

-- Who decides for a region or body on the risks of its clubs, each once, as what.
CREATE FUNCTION deciders_above(body uuid) RETURNS TABLE (person uuid, user_id uuid, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT ON (m.user_id) p.organisation_id, m.user_id, m.role FROM public.memberships m
  JOIN public.organisations p ON p.user_id = m.user_id AND p.kind = 'person'
  WHERE m.organisation_id = body AND m.role IN ('safeguarding_lead', 'administrator')
    AND m.ends_at IS NULL
  ORDER BY m.user_id, m.role DESC
$$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION deciders_above(uuid) FROM PUBLIC;
--> statement-breakpoint
ALTER FUNCTION deciders_above(uuid) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint

-- As in 0037; but told is whoever may decide, administrators of a region or body as well, and not who
-- asked or whose account it is.
CREATE OR REPLACE FUNCTION deliver_acceptance_news(acceptance uuid, of_kind text, occasion timestamptz,
  at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH it AS (
    SELECT a.*, c.name AS coach_name, c.user_id AS coach_user, o.name AS club_name
    FROM public.acceptances a
    JOIN public.organisations o ON o.organisation_id = a.organisation_id
    LEFT JOIN public.coaches c ON c.organisation_id = a.organisation_id AND c.id = a.coach_id
    WHERE a.organisation_id = public.current_organisation() AND a.id = acceptance
  ), post AS (
    -- In the club: one post each, a welfare officer's before an administrator's.
    SELECT DISTINCT ON (m.user_id) p.organisation_id AS person, m.user_id, m.role,
      it.organisation_id AS place
    FROM it JOIN public.memberships m ON m.organisation_id = it.organisation_id
      AND m.ends_at IS NULL AND m.role IN ('welfare_officer', 'administrator')
    JOIN public.organisations p ON p.user_id = m.user_id AND p.kind = 'person'
    ORDER BY m.user_id, m.role DESC
  ), told AS (
    SELECT post.person, post.role, post.place FROM post CROSS JOIN it
    WHERE CASE WHEN of_kind = 'acceptance_asked' THEN it.above_id IS NULL
        AND post.user_id <> it.requested_by AND post.user_id IS DISTINCT FROM it.coach_user
      WHEN of_kind = 'acceptance_decided' THEN post.user_id = it.requested_by
      ELSE post.user_id = it.requested_by OR post.role = 'welfare_officer' END
    UNION
    SELECT d.person, d.role, it.above_id
    FROM it CROSS JOIN LATERAL public.deciders_above(it.above_id) d
    WHERE of_kind = 'acceptance_asked' AND it.above_id IS NOT NULL
      AND d.user_id <> it.requested_by AND d.user_id IS DISTINCT FROM it.coach_user
    UNION
    SELECT public.coach_in_force(it.organisation_id, it.coach_id), 'coach', it.organisation_id
    FROM it WHERE of_kind IN ('acceptance_decided', 'acceptance_ended')
      AND NOT EXISTS (SELECT FROM post WHERE post.user_id = it.coach_user)
  )
  SELECT w.* FROM it CROSS JOIN told
  CROSS JOIN LATERAL public.write_notice(told.person, told.role, of_kind, told.place,
    CASE WHEN told.place = it.above_id THEN 'acceptance_request' ELSE 'finding' END,
    CASE WHEN told.place = it.above_id THEN it.id ELSE it.finding_id END,
    CASE WHEN told.place = it.above_id THEN '{}'::jsonb
      ELSE jsonb_build_object('coach_id', it.coach_id, 'coach_name', it.coach_name) END
    || jsonb_build_object('acceptance', it.id,
      'club_name', it.club_name, 'controls', jsonb_build_array(it.control),
      'about_kind', it.subject_kind, 'asked_by', it.requested_by_name, 'state', it.state,
      'decided_by', it.decided_by_name, 'until', it.until, 'end_reason', it.end_reason),
    occasion, at_time, not_before) w
  WHERE told.person IS NOT NULL
$$;
--> statement-breakpoint

-- As in 0031; but where an affiliation begins or ends, a club that knows any rules is judged again,
-- whoever published them: with the body whose affiliation is oldest, what the others add to changes.
CREATE OR REPLACE FUNCTION follow_affiliations(top uuid, at_time timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE a record;
BEGIN
  FOR a IN
    UPDATE public.profile_sources s SET ends_at = greatest(s.starts_at, at_time)
    WHERE s.ends_at IS NULL AND (s.organisation_id = top OR s.organisation_id IN (
        SELECT x.organisation_id FROM public.profile_sources x
        WHERE x.publisher_organisation_id = top AND x.ends_at IS NULL))
      AND NOT EXISTS (SELECT FROM public.rules_above(top) r
        WHERE r.organisation_id = s.organisation_id AND r.publisher = s.publisher_organisation_id)
    RETURNING s.organisation_id, s.publisher_organisation_id
  LOOP
    PERFORM public.due_judge_again(o.organisation_id, at_time) FROM public.organisations o
    WHERE o.organisation_id = a.organisation_id AND o.kind = 'club' AND EXISTS (
      SELECT FROM public.profile_publications p WHERE p.organisation_id = a.organisation_id);
  END LOOP;
  FOR a IN
    INSERT INTO public.profile_sources AS s (organisation_id, id, publisher_organisation_id,
      publisher_kind, publisher_name, starts_at)
    SELECT r.organisation_id, uuidv7(), r.publisher, r.kind, r.name, r.starts_at
    FROM public.rules_above(top) r
    ON CONFLICT DO NOTHING
    RETURNING s.organisation_id, s.publisher_organisation_id
  LOOP
    -- One that publishes at the same moment is waited for, and the other way round.
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('rules:' || a.publisher_organisation_id, 0));
    INSERT INTO public.profile_publications (organisation_id, id, publisher_organisation_id, profile,
      version, document, note, published_at, in_force_from)
    SELECT a.organisation_id, p.id, p.publisher_organisation_id, p.profile, p.version, p.document,
      p.note, p.published_at, p.in_force_from
    FROM public.profile_publications p
    WHERE p.organisation_id = a.publisher_organisation_id
      AND p.publisher_organisation_id = a.publisher_organisation_id AND p.version >= coalesce((
        SELECT max(x.version) FROM public.profile_publications x
        WHERE x.organisation_id = a.publisher_organisation_id
          AND x.publisher_organisation_id = a.publisher_organisation_id
          AND x.in_force_from <= at_time), 0)
    ON CONFLICT DO NOTHING;
    PERFORM public.due_judge_again(o.organisation_id, at_time) FROM public.organisations o
    WHERE o.organisation_id = a.organisation_id AND o.kind = 'club' AND EXISTS (
      SELECT FROM public.profile_publications p WHERE p.organisation_id = a.organisation_id);
  END LOOP;
END $$;
