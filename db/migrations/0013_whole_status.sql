ALTER TABLE "roll_ups" ADD COLUMN "coaches_not_known" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "roll_ups" ADD COLUMN "coaches_unsorted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connection_shares" ADD COLUMN "end_reason" text;--> statement-breakpoint
-- What bodies have was made without these figures: it is out of date until it is made anew.
DO $$
DECLARE me name := current_user;
BEGIN
  SET LOCAL ROLE delivery;
  UPDATE public.roll_ups SET good_until = least(good_until, updated_at);
  EXECUTE format('SET LOCAL ROLE %I', me);
END $$;
--> statement-breakpoint

DROP FUNCTION deliver_status(timestamptz, interval);
--> statement-breakpoint
-- A club's status, to each body and region above it with an affiliation in force: one row, made
-- from the club's own rows. Returns how many readers it reached. What a coach's status says on the
-- club's own pages (lib/core/coach-status.ts) holds here, too: where that is not calm, this is not
-- an all clear. `fresh_for` is how long a result may be believed, `sort_within` how long a meeting
-- may stay unsorted; `good_until` is when the first of them is over, if nothing new is delivered.
-- Takes the status's lock, so it comes last in a transaction: of two that count at once each would
-- miss the other's change, so the second counts when the first has committed.
CREATE FUNCTION write_status(club uuid, at_time timestamptz, fresh_for interval,
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
        AND (result.in_force OR coach.under_18s)))::integer AS unknown,
      (count(*) FILTER (WHERE result.result = 'met'))::integer AS met,
      min(result.checked_at) FILTER (WHERE result.level = 'MUST' AND result.in_force) AS oldest
    FROM result JOIN coach ON coach.id = result.coach_id
  ), checked AS (
    -- An account that was never read whole leaves the club without a date until when it holds:
    -- what was read of the others says nothing of it.
    SELECT CASE WHEN bool_and(account.last_complete_at IS NOT NULL)
        THEN least(min(account.last_complete_at), (SELECT judged.oldest FROM judged)) END AS oldest,
      max(account.last_asked_at) AS newest, min(account.sort_by) AS sort_by
    FROM account
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
--> statement-breakpoint

-- The status of the transaction's own club.
CREATE FUNCTION deliver_status(at_time timestamptz, fresh_for interval, sort_within interval)
RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT public.write_status(public.current_organisation(), at_time, fresh_for, sort_within)
$$;
--> statement-breakpoint

-- A holder changed what clubs know of these connections: the status of each club of a share in
-- force, or of one that ends in this transaction. In one order, so that two never wait for each
-- other. Returns how many readers it reached.
CREATE FUNCTION deliver_status_of_clubs(connections uuid[], at_time timestamptz,
  fresh_for interval, sort_within interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid; reached integer := 0;
BEGIN
  FOR club IN
    SELECT DISTINCT s.club_organisation_id FROM public.connection_shares s
    WHERE s.organisation_id = public.current_organisation() AND s.connection_id = ANY (connections)
      AND (s.ends_at IS NULL OR s.ends_at = at_time)
    ORDER BY 1
  LOOP
    reached := reached + public.write_status(club, at_time, fresh_for, sort_within);
  END LOOP;
  RETURN reached;
END $$;
--> statement-breakpoint

-- The end of a share, to the club that could see the connection: it keeps what it was given, knows
-- since when nothing more comes, and is due to end what it says of it. False, and nothing written,
-- while the share is in force.
CREATE OR REPLACE FUNCTION deliver_share_end(share uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE s public.connection_shares;
BEGIN
  SELECT * INTO s FROM public.connection_shares x
  WHERE x.organisation_id = public.current_organisation() AND x.id = share
    AND x.ends_at IS NOT NULL AND NOT EXISTS (
      SELECT FROM public.connection_shares newer WHERE newer.organisation_id = x.organisation_id
        AND newer.connection_id = x.connection_id AND newer.ends_at IS NULL
        AND newer.club_organisation_id = x.club_organisation_id);
  IF s.id IS NULL THEN RETURN false; END IF;
  UPDATE public.coach_connections cc SET share_ends_at = s.ends_at
  WHERE cc.organisation_id = s.club_organisation_id AND cc.id = s.connection_id
    AND cc.holder_organisation_id = s.organisation_id;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE public.sessions x SET ended_at = s.ends_at, end_reason = 'left'
  WHERE x.organisation_id = s.club_organisation_id AND x.connection_id = s.connection_id
    AND x.ended_at IS NULL;
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  VALUES ('end-share', s.club_organisation_id, s.connection_id, s.ends_at)
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at);
  RETURN true;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text; role_name text;
  granted jsonb := '{
    "write_status(uuid, timestamptz, interval, interval)": ["delivery"],
    "deliver_status(timestamptz, interval, interval)": ["app"],
    "deliver_status_of_clubs(uuid[], timestamptz, interval, interval)": ["app"]
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
