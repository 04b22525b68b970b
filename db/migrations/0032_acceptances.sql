CREATE TABLE "acceptance_events" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"acceptance_id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"event" text NOT NULL,
	"by_user_id" uuid,
	"by_name" text,
	"why" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "acceptance_events_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "acceptance_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "acceptance_requests" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"club_organisation_id" uuid NOT NULL,
	"club_name" text NOT NULL,
	"control" text NOT NULL,
	"level" text NOT NULL,
	"subject_kind" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"decided_by" uuid,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_why" text,
	CONSTRAINT "acceptance_requests_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "acceptance_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "acceptances" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"control" text NOT NULL,
	"level" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"coach_id" uuid,
	"since" timestamp with time zone NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"above_id" uuid,
	"above_name" text,
	"state" text DEFAULT 'requested' NOT NULL,
	"decided_by" uuid,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_why" text,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"above_decision" text,
	"above_by" uuid,
	"above_by_name" text,
	"above_why" text,
	"above_at" timestamp with time zone,
	CONSTRAINT "acceptances_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "acceptances_second" CHECK (decided_by is null or decided_by <> requested_by),
	CONSTRAINT "acceptances_ended" CHECK ((ended_at is null) = (end_reason is null)),
	CONSTRAINT "acceptances_reason" CHECK (length(trim(reason)) > 0)
);
--> statement-breakpoint
ALTER TABLE "acceptances" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "acceptance_id" uuid;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "accepted_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "roll_ups" ADD COLUMN "accepted_blocking" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "roll_ups" ADD COLUMN "accepted_advisory" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "roll_ups" ADD COLUMN "oldest_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "acceptance_events" ADD CONSTRAINT "acceptance_events_organisation_id_acceptance_id_acceptances_organisation_id_id_fk" FOREIGN KEY ("organisation_id","acceptance_id") REFERENCES "public"."acceptances"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acceptance_events_acceptance" ON "acceptance_events" USING btree ("organisation_id","acceptance_id","at");--> statement-breakpoint
CREATE INDEX "acceptance_events_finding" ON "acceptance_events" USING btree ("organisation_id","finding_id","at");--> statement-breakpoint
CREATE INDEX "acceptance_requests_newest" ON "acceptance_requests" USING btree ("organisation_id","requested_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "acceptances_live" ON "acceptances" USING btree ("organisation_id","finding_id") WHERE state in ('requested', 'approved');--> statement-breakpoint
CREATE INDEX "acceptances_newest" ON "acceptances" USING btree ("organisation_id","requested_at","id");--> statement-breakpoint
CREATE POLICY "tenant" ON "acceptance_events" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "acceptance_requests" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "acceptances" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE acceptances FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE acceptance_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE acceptance_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What was asked for stands as it was asked for: only what came of it is written afterwards.
GRANT SELECT, INSERT ON acceptances, acceptance_events TO app;
--> statement-breakpoint
GRANT UPDATE (state, decided_by, decided_by_name, decided_at, decision_why, ended_at, end_reason)
  ON acceptances TO app;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, decided_by, decided_by_name, decided_at, decision_why)
  ON acceptance_requests TO app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON acceptance_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON acceptance_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
GRANT SELECT, UPDATE (above_decision, above_by, above_by_name, above_why, above_at)
  ON acceptances TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON acceptances FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_changes ON acceptances FOR UPDATE TO delivery
  USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON acceptance_requests TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON acceptance_requests FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_adds ON acceptance_requests FOR INSERT TO delivery WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY delivery_changes ON acceptance_requests FOR UPDATE TO delivery
  USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE TRIGGER says_added AFTER INSERT ON acceptances FOR EACH ROW
  EXECUTE FUNCTION say_changed('coach_id');
--> statement-breakpoint
CREATE TRIGGER says_changed AFTER UPDATE ON acceptances FOR EACH ROW
  EXECUTE FUNCTION say_changed('coach_id');
--> statement-breakpoint
-- An open finding only is accepted, and by an acceptance that has a day.
ALTER TABLE findings ADD CONSTRAINT findings_accepted CHECK (
  (acceptance_id IS NULL) = (accepted_until IS NULL)
  AND (acceptance_id IS NULL OR state = 'open'));
--> statement-breakpoint

-- As in 0030; and a risk that was accepted is neither met nor blocks, until its day.
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
    SELECT r.coach_id, r.level, r.checked_at, account.id IS NOT NULL AS in_force, r.stated_until,
      CASE WHEN r.stated_until > at_time THEN 'stated' ELSE r.result END AS result
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
    SELECT f.coach_id, f.level, f.opened_at, f.due_at, f.accepted_until,
      coalesce(f.accepted_until > at_time, false) AS accepted
    FROM public.findings f WHERE f.organisation_id = club AND f.state = 'open'
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
    SELECT (count(*) FILTER (WHERE finding.level = 'MUST' AND NOT accepted))::integer AS blocking,
      (count(*) FILTER (WHERE finding.level = 'SHOULD' AND NOT accepted))::integer AS advisory,
      (count(*) FILTER (WHERE finding.level = 'MUST' AND accepted))::integer AS accepted_blocking,
      (count(*) FILTER (WHERE finding.level = 'SHOULD' AND accepted))::integer
        AS accepted_advisory,
      min(finding.opened_at) FILTER (WHERE finding.level = 'MUST' AND NOT accepted) AS oldest,
      min(finding.due_at) FILTER (WHERE finding.level = 'MUST' AND NOT accepted) AS due,
      min(finding.accepted_until) FILTER (WHERE finding.level = 'MUST' AND accepted)
        AS accepted_until
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
      (count(*) FILTER (WHERE result.result = 'stated'))::integer + (
        SELECT count(*) FROM public.results_current r JOIN own ON own.id = r.subject_id
        WHERE r.organisation_id = club AND r.subject_kind = 'account'
          AND r.stated_until > at_time)::integer AS stated,
      min(result.stated_until) FILTER (WHERE result.result = 'stated' AND result.level = 'MUST'
        AND result.in_force) AS stated_until,
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
    accepted_blocking, accepted_advisory, oldest_due_at, could_not_check, met, stated,
    oldest_blocking_at, oldest_checked_at, last_checked_at, good_until, updated_at)
  SELECT up.other_organisation_id, club, o.name, people.number, people.not_connected,
    people.not_known, people.unsorted, open.blocking, open.advisory, open.accepted_blocking,
    open.accepted_advisory, open.due, judged.unknown, judged.met, judged.stated, open.oldest, checked.oldest, checked.newest,
    CASE WHEN checked.oldest IS NOT NULL THEN least(checked.oldest + fresh_for, checked.sort_by,
      judged.stated_until, open.accepted_until) END,
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
    accepted_blocking = excluded.accepted_blocking,
    accepted_advisory = excluded.accepted_advisory, oldest_due_at = excluded.oldest_due_at,
    could_not_check = excluded.could_not_check, met = excluded.met,
    stated = excluded.stated,
    oldest_blocking_at = excluded.oldest_blocking_at,
    oldest_checked_at = excluded.oldest_checked_at, last_checked_at = excluded.last_checked_at,
    good_until = excluded.good_until, updated_at = excluded.updated_at;
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END $$;
--> statement-breakpoint

-- As in 0009; and what was accepted as a risk does not make a session unsafe.
CREATE OR REPLACE FUNCTION musts_open(club uuid, session uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT count(*)::integer FROM public.sessions s
  JOIN public.findings f ON f.organisation_id = s.organisation_id AND f.state = 'open'
    AND f.level = 'MUST' AND f.acceptance_id IS NULL
    AND ((f.subject_kind = 'meeting' AND f.subject_id = s.id)
      OR (f.subject_kind = 'user' AND f.subject_id = s.connection_id AND NOT EXISTS (
        SELECT FROM public.results_current r WHERE r.organisation_id = s.organisation_id
          AND r.subject_kind = 'meeting' AND r.subject_id = s.id AND r.control = f.control)))
  WHERE s.organisation_id = club AND s.id = session AND s.ended_at IS NULL
$$;
--> statement-breakpoint

-- The people who decide for a body or region now, each once.
CREATE FUNCTION leads_in_force(body uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT p.organisation_id FROM public.memberships m
  JOIN public.organisations p ON p.user_id = m.user_id AND p.kind = 'person'
  WHERE m.organisation_id = body AND m.role = 'safeguarding_lead' AND m.ends_at IS NULL
$$;
--> statement-breakpoint

-- A request of the transaction's club that nobody else there can decide, and what became of it, to
-- the region or body that it names, while the club is under it: facts only.
CREATE FUNCTION deliver_acceptance(acceptance uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation();
BEGIN
  UPDATE public.acceptance_requests r SET state = a.state FROM public.acceptances a
  WHERE a.organisation_id = club AND a.id = acceptance AND r.organisation_id = a.above_id
    AND r.id = a.id AND r.club_organisation_id = club;
  IF FOUND THEN RETURN true; END IF;
  INSERT INTO public.acceptance_requests (organisation_id, id, club_organisation_id, club_name,
    control, level, subject_kind, since, requested_by, requested_by_name, requested_at, reason,
    until, state)
  SELECT a.above_id, a.id, club, o.name, a.control, a.level, a.subject_kind, a.since,
    a.requested_by, a.requested_by_name, a.requested_at, a.reason, a.until, a.state
  FROM public.acceptances a
  JOIN public.organisations o ON o.organisation_id = club
  JOIN public.affiliations up ON up.organisation_id = club AND up.side = 'upper'
    AND up.other_organisation_id = a.above_id AND up.ends_at IS NULL
  JOIN public.affiliations down ON down.organisation_id = a.above_id AND down.side = 'lower'
    AND down.other_organisation_id = club AND down.ends_at IS NULL
  WHERE a.organisation_id = club AND a.id = acceptance;
  RETURN FOUND;
END $$;
--> statement-breakpoint

-- What the transaction's region or body decided, to the club that asked: its worker writes it down.
-- `too_late` where the club took it back, or the club has left; `concerned` where who decided is
-- who asked, or whose account it is.
CREATE FUNCTION deliver_acceptance_decision(request uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  body uuid := public.current_organisation(); r public.acceptance_requests;
  a public.acceptances;
BEGIN
  SELECT * INTO r FROM public.acceptance_requests x
  WHERE x.organisation_id = body AND x.id = request AND x.state IN ('approved', 'refused');
  IF r.id IS NULL OR NOT EXISTS (SELECT FROM public.affiliations up
    WHERE up.organisation_id = r.club_organisation_id AND up.side = 'upper'
      AND up.other_organisation_id = body AND up.ends_at IS NULL)
  THEN RETURN 'too_late'; END IF;
  SELECT * INTO a FROM public.acceptances x
  WHERE x.organisation_id = r.club_organisation_id AND x.id = request FOR UPDATE;
  IF a.id IS NULL OR a.state <> 'requested' OR a.above_id <> body OR a.above_decision IS NOT NULL
  THEN RETURN 'too_late'; END IF;
  IF r.decided_by = a.requested_by OR EXISTS (SELECT FROM public.coaches c
    WHERE c.organisation_id = a.organisation_id AND c.id = a.coach_id
      AND c.user_id = r.decided_by)
  THEN RETURN 'concerned'; END IF;
  UPDATE public.acceptances x SET above_decision = r.state, above_by = r.decided_by,
    above_by_name = r.decided_by_name, above_why = r.decision_why, above_at = r.decided_at
  WHERE x.organisation_id = a.organisation_id AND x.id = a.id;
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  VALUES ('acceptance', a.organisation_id, a.id, r.decided_at)
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at);
  RETURN 'delivered';
END $$;
--> statement-breakpoint

-- News of an acceptance of the transaction's club: that it is asked for, to each who can decide;
-- what was decided, that it is about to end, and that it ended, to who asked, the welfare officers
-- and the coach concerned.
CREATE FUNCTION deliver_acceptance_news(acceptance uuid, of_kind text, occasion timestamptz,
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
    SELECT lead, 'safeguarding_lead', it.above_id
    FROM it CROSS JOIN LATERAL public.leads_in_force(it.above_id) lead
    WHERE of_kind = 'acceptance_asked' AND it.above_id IS NOT NULL
    UNION
    SELECT public.coach_in_force(it.organisation_id, it.coach_id), 'coach', it.organisation_id
    FROM it WHERE of_kind IN ('acceptance_decided', 'acceptance_ended')
      AND NOT EXISTS (SELECT FROM post WHERE post.user_id = it.coach_user)
  )
  SELECT w.* FROM it CROSS JOIN told
  CROSS JOIN LATERAL public.write_notice(told.person, told.role, of_kind, told.place,
    CASE told.role WHEN 'safeguarding_lead' THEN 'acceptance_request' ELSE 'finding' END,
    CASE told.role WHEN 'safeguarding_lead' THEN it.id ELSE it.finding_id END,
    jsonb_build_object('acceptance', it.id, 'coach_id', it.coach_id, 'coach_name', it.coach_name,
      'club_name', it.club_name, 'controls', jsonb_build_array(it.control),
      'about_kind', it.subject_kind, 'asked_by', it.requested_by_name, 'state', it.state,
      'decided_by', it.decided_by_name, 'until', it.until, 'end_reason', it.end_reason),
    occasion, at_time, not_before) w
  WHERE told.person IS NOT NULL
$$;
--> statement-breakpoint

-- As in 0030; and for what is asked of whoever can accept a risk, and one that is about to end.
CREATE OR REPLACE FUNCTION notice_stands(notice uuid, at_time timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  me uuid := public.current_organisation(); n public.notices; starts timestamptz;
  latest timestamptz;
BEGIN
  SELECT * INTO n FROM public.notices x
  WHERE x.organisation_id = me AND x.id = notice AND x.state = 'waiting';
  IF n.id IS NULL THEN RETURN false; END IF;
  IF n.role = 'coach' AND me IS DISTINCT FROM
    public.coach_in_force(n.of_organisation_id, (n.facts ->> 'coach_id')::uuid)
  THEN RETURN false; END IF;
  IF n.role = 'welfare_officer' AND NOT EXISTS (
    SELECT FROM public.officers_in_force(n.of_organisation_id) officer WHERE officer = me)
  THEN RETURN false; END IF;
  IF n.role = 'administrator' AND NOT EXISTS (
    SELECT FROM public.memberships m JOIN public.organisations p ON p.user_id = m.user_id
    WHERE p.organisation_id = me AND m.organisation_id = n.of_organisation_id
      AND m.role = 'administrator' AND m.ends_at IS NULL)
  THEN RETURN false; END IF;
  IF n.role = 'safeguarding_lead' AND NOT EXISTS (
    SELECT FROM public.leads_in_force(n.of_organisation_id) lead WHERE lead = me)
  THEN RETURN false; END IF;
  IF n.kind = 'acceptance_asked' AND n.subject_kind = 'acceptance_request' THEN
    RETURN EXISTS (SELECT FROM public.acceptance_requests r
      WHERE r.organisation_id = n.of_organisation_id AND r.id = n.subject_id
        AND r.state = 'requested');
  END IF;
  IF n.kind IN ('acceptance_asked', 'acceptance_ending') THEN
    RETURN EXISTS (SELECT FROM public.acceptances a WHERE a.organisation_id = n.of_organisation_id
      AND a.id = (n.facts ->> 'acceptance')::uuid AND a.until > at_time
      AND a.state = CASE n.kind WHEN 'acceptance_asked' THEN 'requested' ELSE 'approved' END);
  END IF;
  IF n.kind IN ('session_unsafe', 'session_unsafe_soon') THEN
    starts := (n.facts ->> 'starts_at')::timestamptz;
    -- From two hours before, the second warning takes the place of the first.
    latest := CASE n.kind WHEN 'session_unsafe' THEN starts - interval '2 hours' ELSE starts END;
    RETURN at_time < latest AND public.musts_open(n.of_organisation_id, n.subject_id) > 0 AND EXISTS (
      SELECT FROM public.sessions s WHERE s.organisation_id = n.of_organisation_id
        AND s.id = n.subject_id AND s.starts_at = starts);
  END IF;
  IF n.kind IN ('mend_asked', 'mended') THEN
    RETURN (n.kind = 'mend_asked') = EXISTS (SELECT FROM public.asked_findings(
      n.of_organisation_id, n.subject_kind, n.subject_id, (n.facts ->> 'coach_id')::uuid));
  END IF;
  IF n.kind = 'statement_lapses' THEN
    RETURN EXISTS (SELECT FROM public.statements s WHERE s.organisation_id = n.of_organisation_id
      AND s.id = n.subject_id AND s.state = 'in_force' AND s.lapses_at > at_time);
  END IF;
  IF n.kind = 'connection_ended' AND n.role = 'person' THEN
    RETURN EXISTS (SELECT FROM public.zoom_connections z WHERE z.organisation_id = me
      AND z.id = n.subject_id AND z.state = 'disconnected');
  ELSIF n.kind = 'connection_ended' AND n.facts ->> 'of' = 'account' THEN
    RETURN EXISTS (SELECT FROM public.zoom_connections z
      WHERE z.organisation_id = n.of_organisation_id AND z.id = n.subject_id
        AND z.state = 'disconnected' AND z.disconnect_reason <> 'by_person');
  ELSIF n.kind = 'connection_ended' THEN
    RETURN EXISTS (SELECT FROM public.coach_connections cc
      WHERE cc.organisation_id = n.of_organisation_id AND cc.id = n.subject_id
        AND cc.state = 'disconnected' AND cc.share_ends_at IS NULL);
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text; role_name text;
  granted jsonb := '{
    "leads_in_force(uuid)": ["delivery"],
    "deliver_acceptance(uuid)": ["app"],
    "deliver_acceptance_decision(uuid)": ["app"],
    "deliver_acceptance_news(uuid, text, timestamptz, timestamptz, timestamptz)": ["app"]
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
