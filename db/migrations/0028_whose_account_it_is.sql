-- The tokens of somebody else are for the account that they were given for: who moved to another one
-- is not read there for those who knew them in the first.
CREATE OR REPLACE FUNCTION token_keeper(holder uuid, connection uuid)
RETURNS TABLE (organisation_id uuid, connection_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.organisation_id, o.id
  FROM public.zoom_connections asked
  JOIN public.zoom_connections o ON o.zoom_user_id = asked.zoom_user_id AND o.app = asked.app
    AND o.zoom_account_id = asked.zoom_account_id AND o.state = 'connected'
  JOIN public.zoom_tokens t ON t.organisation_id = o.organisation_id AND t.connection_id = o.id
  WHERE asked.organisation_id = holder AND asked.id = connection AND asked.state = 'connected'
    AND asked.way <> 'host'
  ORDER BY o.connected_at DESC LIMIT 1
$$;
--> statement-breakpoint

-- And they go to nobody of another account.
CREATE OR REPLACE FUNCTION token_heir(connection uuid)
RETURNS TABLE (organisation_id uuid, connection_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.organisation_id, o.connection_id FROM public.same_grant(connection) o
  JOIN public.zoom_connections mine ON mine.organisation_id = public.current_organisation()
    AND mine.id = connection
  JOIN public.zoom_connections z ON z.organisation_id = o.organisation_id
    AND z.id = o.connection_id AND z.zoom_account_id = mine.zoom_account_id
  WHERE EXISTS (SELECT FROM public.zoom_tokens t
    WHERE t.organisation_id = public.current_organisation() AND t.connection_id = connection)
  ORDER BY o.connected_at DESC LIMIT 1
$$;
--> statement-breakpoint

-- As in 0027; and an event that ends a consent ends only whose it names.
CREATE OR REPLACE FUNCTION receive_webhook(hash text, event text, event_at timestamptz, account text,
  zoom_user text, changed_by text, meeting text, topic text, facts jsonb, request text,
  at_time timestamptz)
RETURNS TABLE (organisation_id uuid, connection_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE c record; handed integer := 0;
BEGIN
  DELETE FROM system.webhook_inbox w WHERE w.received_at < at_time - interval '30 days';
  INSERT INTO system.webhook_inbox (body_hash, event, event_at, zoom_account_id, zoom_user_id,
    zoom_meeting_id, facts, request_id, received_at, holders)
  VALUES (hash, receive_webhook.event, receive_webhook.event_at, account, zoom_user, meeting,
    receive_webhook.facts, request, at_time, 0)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN; END IF;
  FOR c IN
    WITH mine AS (
      SELECT z.organisation_id, z.id, z.zoom_user_id = changed_by AS operated, EXISTS (
          SELECT FROM public.meetings m WHERE m.organisation_id = z.organisation_id
            AND m.connection_id = z.id AND m.zoom_meeting_id = meeting) AS knows
      FROM public.zoom_connections z
      WHERE z.state = 'connected' AND z.zoom_account_id = account
        AND CASE WHEN receive_webhook.event IN ('user.created', 'user.invitation_accepted',
            'group.created', 'group.updated')
          THEN z.way = 'account'
          -- What ends a consent names whose it is, or ends nobody's.
          WHEN receive_webhook.event IN ('app_deauthorized', 'user.deactivated', 'user.deleted',
            'user.disassociated') THEN z.zoom_user_id = zoom_user
          ELSE zoom_user IS NULL OR z.zoom_user_id = zoom_user END
    )
    SELECT m.organisation_id, m.id FROM mine m
    WHERE zoom_user IS NOT NULL OR meeting IS NULL OR CASE
      WHEN EXISTS (SELECT FROM mine x WHERE x.knows) THEN m.knows
      WHEN EXISTS (SELECT FROM mine x WHERE x.operated) THEN m.operated
      ELSE true END
    -- Always in the same order: two events for one account must not wait for each other.
    ORDER BY m.id
  LOOP
    INSERT INTO public.zoom_events (organisation_id, id, connection_id, event, event_at,
      received_at, zoom_meeting_id, meeting_topic, facts)
    VALUES (c.organisation_id, uuidv7(), c.id, receive_webhook.event, receive_webhook.event_at,
      at_time, meeting, topic, receive_webhook.facts);
    INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
    VALUES ('work-events', c.organisation_id, c.id, at_time)
    ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
    DO UPDATE SET at = least(d.at, excluded.at);
    handed := handed + 1;
    organisation_id := c.organisation_id;
    connection_id := c.id;
    RETURN NEXT;
  END LOOP;
  UPDATE system.webhook_inbox w SET holders = handed WHERE w.body_hash = hash;
END $$;
--> statement-breakpoint

-- As in 0026; and an account that Zoom ended is not known to be safe, until somebody ends it here.
CREATE OR REPLACE FUNCTION write_status(club uuid, at_time timestamptz, fresh_for interval,
  sort_within interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE reached integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('status:' || club, 0));
  WITH coach AS (
    SELECT x.id, x.coaches_under_18s_online AS under_18s FROM public.coaches x
    WHERE x.organisation_id = club AND x.ends_at IS NULL
  ), account AS (
    SELECT cc.id, cc.coach_id, cc.last_asked_at, cc.last_complete_at,
      CASE WHEN cc.unsorted_meetings > 0 THEN cc.oldest_unsorted_at + sort_within END AS sort_by,
      cc.unsorted_meetings > 0
        AND coalesce(cc.oldest_unsorted_at + sort_within <= at_time, true) AS unsorted,
      cc.last_complete_at IS NULL OR NOT EXISTS (SELECT FROM public.results_current r
        WHERE r.organisation_id = club AND r.subject_kind = 'user' AND r.subject_id = cc.id
          AND r.level = 'MUST') AS unread
    FROM public.coach_connections cc JOIN coach ON coach.id = cc.coach_id
    WHERE cc.organisation_id = club AND cc.state = 'connected' AND cc.share_ends_at IS NULL
  ), coming AS (
    SELECT s.id, s.coach_id, s.connection_id FROM public.sessions s
    WHERE s.organisation_id = club AND s.ended_at IS NULL
      AND NOT coalesce(s.zoom_type IN (1, 2) AND s.starts_at + make_interval(mins => coalesce(
        s.duration_minutes, CASE WHEN s.zoom_type = 1 THEN 1800 ELSE 60 END)) <= at_time, false)
  ), result AS (
    SELECT r.coach_id, r.level, r.result, r.checked_at, account.id IS NOT NULL AS in_force
    FROM public.results_current r
    LEFT JOIN coming ON r.subject_kind = 'meeting' AND coming.id = r.subject_id
    LEFT JOIN account ON account.id = coalesce(coming.connection_id, r.subject_id)
    WHERE r.organisation_id = club AND (r.subject_kind = 'user' OR coming.id IS NOT NULL)
  ), own AS (
    -- The club's own Zoom account, with what it and its groups came to. What Zoom never tells on a
    -- plan is not doubted; the coaches in it are known by themselves.
    SELECT z.id, z.state <> 'connected' AS ended, (SELECT max(a.finished_at) FROM public.audits a WHERE a.organisation_id = club
        AND a.connection_id = z.id) AS last_asked_at,
      (SELECT max(a.finished_at) FROM public.audits a WHERE a.organisation_id = club
        AND a.connection_id = z.id AND a.complete AND z.state = 'connected') AS last_complete_at
    FROM public.zoom_connections z
    WHERE z.organisation_id = club AND z.way = 'account'
      AND (z.state = 'connected' OR z.disconnect_reason <> 'by_person')
  ), own_result AS (
    SELECT r.level, r.result, r.checked_at FROM public.results_current r
    WHERE r.organisation_id = club AND r.reason IS DISTINCT FROM 'not_readable'
      AND (r.subject_kind = 'account' AND r.subject_id IN (SELECT own.id FROM own)
        OR r.subject_kind = 'group' AND r.subject_id IN (SELECT g.id FROM public.zoom_groups g
          JOIN own ON own.id = g.connection_id WHERE g.organisation_id = club))
  ), finding AS (
    SELECT f.coach_id, f.level, f.opened_at FROM public.findings f
    WHERE f.organisation_id = club AND f.state = 'open'
  ), doubt AS (
    SELECT account.coach_id FROM account WHERE account.unsorted OR account.unread
    UNION
    SELECT coming.coach_id FROM coming
    WHERE NOT EXISTS (SELECT FROM account WHERE account.id = coming.connection_id)
      OR NOT EXISTS (SELECT FROM public.results_current r WHERE r.organisation_id = club
        AND r.subject_kind = 'meeting' AND r.subject_id = coming.id)
    UNION
    SELECT result.coach_id FROM result WHERE result.in_force AND result.level = 'MUST'
      AND (result.result = 'could_not_check' OR result.result = 'not_met' AND NOT EXISTS (
        SELECT FROM finding WHERE finding.coach_id = result.coach_id AND finding.level = 'MUST'))
  ), people AS (
    SELECT count(*)::integer AS number,
      (count(*) FILTER (WHERE coach.under_18s AND NOT connected.here))::integer AS not_connected,
      (count(*) FILTER (WHERE connected.here
        AND coach.id IN (SELECT doubt.coach_id FROM doubt)))::integer AS not_known,
      (count(*) FILTER (WHERE coach.id IN (
        SELECT account.coach_id FROM account WHERE account.unsorted)))::integer AS unsorted
    FROM coach CROSS JOIN LATERAL (
      SELECT coach.id IN (SELECT account.coach_id FROM account) AS here
    ) connected
  ), open AS (
    SELECT (count(*) FILTER (WHERE finding.level = 'MUST'))::integer AS blocking,
      (count(*) FILTER (WHERE finding.level = 'SHOULD'))::integer AS advisory,
      min(finding.opened_at) FILTER (WHERE finding.level = 'MUST') AS oldest
    FROM finding
  ), judged AS (
    -- A coach who need not be checked and is not connected leaves nothing to be known.
    SELECT (count(*) FILTER (WHERE result.level = 'MUST' AND result.result = 'could_not_check'
        AND (result.in_force OR coach.under_18s)))::integer
        + (SELECT count(*) FROM own_result o
          WHERE o.level = 'MUST' AND o.result = 'could_not_check')::integer
        + (SELECT count(*) FROM own WHERE own.ended)::integer AS unknown,
      (count(*) FILTER (WHERE result.result = 'met'))::integer
        + (SELECT count(*) FROM own_result o WHERE o.result = 'met')::integer AS met,
      least(min(result.checked_at) FILTER (WHERE result.level = 'MUST' AND result.in_force),
        (SELECT min(o.checked_at) FROM own_result o WHERE o.level = 'MUST')) AS oldest
    FROM result JOIN coach ON coach.id = result.coach_id
  ), checked AS (
    -- An account that was never read whole leaves the club without a date until when it holds:
    -- what was read of the others says nothing of it.
    SELECT CASE WHEN bool_and(x.last_complete_at IS NOT NULL)
        THEN least(min(x.last_complete_at), (SELECT judged.oldest FROM judged)) END AS oldest,
      max(x.last_asked_at) AS newest, min(x.sort_by) AS sort_by
    FROM (
      SELECT account.last_complete_at, account.last_asked_at, account.sort_by FROM account
      UNION ALL
      SELECT own.last_complete_at, own.last_asked_at, NULL FROM own
    ) x
  )
  INSERT INTO public.roll_ups (organisation_id, club_organisation_id, club_name, coaches,
    coaches_not_connected, coaches_not_known, coaches_unsorted, blocking, advisory,
    could_not_check, met, oldest_blocking_at, oldest_checked_at, last_checked_at, good_until,
    updated_at)
  SELECT up.other_organisation_id, club, o.name, people.number, people.not_connected,
    people.not_known, people.unsorted, open.blocking, open.advisory, judged.unknown, judged.met,
    open.oldest, checked.oldest, checked.newest,
    CASE WHEN checked.oldest IS NOT NULL THEN least(checked.oldest + fresh_for, checked.sort_by) END,
    at_time
  FROM public.affiliations up
  JOIN public.affiliations down ON down.organisation_id = up.other_organisation_id
    AND down.other_organisation_id = club AND down.side = 'lower' AND down.ends_at IS NULL
  JOIN public.organisations o ON o.organisation_id = club
  CROSS JOIN people CROSS JOIN open CROSS JOIN judged CROSS JOIN checked
  WHERE up.organisation_id = club AND up.side = 'upper' AND up.ends_at IS NULL
  ON CONFLICT (organisation_id, club_organisation_id) DO UPDATE SET
    club_name = excluded.club_name, coaches = excluded.coaches,
    coaches_not_connected = excluded.coaches_not_connected,
    coaches_not_known = excluded.coaches_not_known, coaches_unsorted = excluded.coaches_unsorted,
    blocking = excluded.blocking, advisory = excluded.advisory,
    could_not_check = excluded.could_not_check, met = excluded.met,
    oldest_blocking_at = excluded.oldest_blocking_at,
    oldest_checked_at = excluded.oldest_checked_at, last_checked_at = excluded.last_checked_at,
    good_until = excluded.good_until, updated_at = excluded.updated_at;
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END $$;
