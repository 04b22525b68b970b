CREATE TABLE "statement_events" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"event" text NOT NULL,
	"by_user_id" uuid,
	"by_name" text,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "statement_events_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "statement_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statements" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"coach_id" uuid,
	"words" text NOT NULL,
	"words_version" integer NOT NULL,
	"stated_by" uuid NOT NULL,
	"stated_by_name" text NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"evidence_record_id" uuid NOT NULL,
	"state" text DEFAULT 'in_force' NOT NULL,
	"ended_at" timestamp with time zone,
	"verified_by" uuid,
	"verified_by_name" text,
	"verified_at" timestamp with time zone,
	CONSTRAINT "statements_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "statements_ended" CHECK ((state = 'in_force') = (ended_at is null)),
	CONSTRAINT "statements_second" CHECK (verified_by is null or verified_by <> stated_by)
);
--> statement-breakpoint
ALTER TABLE "statements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "result_changes" ADD COLUMN "proof" text DEFAULT 'checked' NOT NULL;--> statement-breakpoint
ALTER TABLE "result_changes" ADD COLUMN "statement_id" uuid;--> statement-breakpoint
ALTER TABLE "result_changes" ADD COLUMN "stated_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "results_current" ADD COLUMN "proof" text DEFAULT 'checked' NOT NULL;--> statement-breakpoint
ALTER TABLE "results_current" ADD COLUMN "statement_id" uuid;--> statement-breakpoint
ALTER TABLE "results_current" ADD COLUMN "stated_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "roll_ups" ADD COLUMN "stated" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "statement_events" ADD CONSTRAINT "statement_events_organisation_id_statement_id_statements_organisation_id_id_fk" FOREIGN KEY ("organisation_id","statement_id") REFERENCES "public"."statements"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "statement_events_statement" ON "statement_events" USING btree ("organisation_id","statement_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "statements_in_force" ON "statements" USING btree ("organisation_id","subject_kind","subject_id","rule") WHERE state = 'in_force';--> statement-breakpoint
CREATE INDEX "statements_newest" ON "statements" USING btree ("organisation_id","stated_at","id");--> statement-breakpoint
CREATE POLICY "tenant" ON "statement_events" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "statements" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE statements FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE statement_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What was said stands as it was said: only its end and its verification are written afterwards.
GRANT SELECT, INSERT ON statements, statement_events TO app;
--> statement-breakpoint
GRANT UPDATE (state, ended_at, verified_by, verified_by_name, verified_at) ON statements TO app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON statement_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON statement_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
GRANT SELECT ON statements TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON statements FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE TRIGGER says_added AFTER INSERT ON statements FOR EACH ROW
  EXECUTE FUNCTION say_changed('coach_id');
--> statement-breakpoint
CREATE TRIGGER says_changed AFTER UPDATE ON statements FOR EACH ROW
  EXECUTE FUNCTION say_changed('coach_id');
--> statement-breakpoint
-- Somebody's word stands in for what Zoom never tells, and only there; and only ever until a day.
ALTER TABLE results_current ADD CONSTRAINT results_current_stated CHECK (CASE proof
  WHEN 'checked' THEN statement_id IS NULL AND stated_until IS NULL
  ELSE statement_id IS NOT NULL AND stated_until IS NOT NULL AND result = 'could_not_check'
    AND reason = 'not_readable' END);
--> statement-breakpoint

-- As in 0028; and what was stated is neither met nor unknown, until it lapses.
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
    could_not_check, met, stated, oldest_blocking_at, oldest_checked_at, last_checked_at, good_until,
    updated_at)
  SELECT up.other_organisation_id, club, o.name, people.number, people.not_connected,
    people.not_known, people.unsorted, open.blocking, open.advisory, judged.unknown, judged.met,
    judged.stated, open.oldest, checked.oldest, checked.newest,
    CASE WHEN checked.oldest IS NOT NULL THEN least(checked.oldest + fresh_for, checked.sort_by,
      judged.stated_until) END,
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
    stated = excluded.stated,
    oldest_blocking_at = excluded.oldest_blocking_at,
    oldest_checked_at = excluded.oldest_checked_at, last_checked_at = excluded.last_checked_at,
    good_until = excluded.good_until, updated_at = excluded.updated_at;
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END $$;
--> statement-breakpoint

-- A statement of the transaction's club is about to lapse while a result stands on it: to who made
-- it, as what they are there now; nothing where they are nothing there any more.
CREATE FUNCTION deliver_statement_lapsing(statement uuid, at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT w.* FROM public.statements s
  JOIN public.organisations p ON p.user_id = s.stated_by AND p.kind = 'person'
  LEFT JOIN public.coaches c ON c.organisation_id = s.organisation_id AND c.id = s.coach_id
  CROSS JOIN LATERAL (
    SELECT 'coach' AS role WHERE public.coach_in_force(s.organisation_id, s.coach_id)
      = p.organisation_id
    UNION ALL
    SELECT m.role FROM public.memberships m WHERE m.organisation_id = s.organisation_id
      AND m.user_id = s.stated_by AND m.ends_at IS NULL
      AND m.role IN ('welfare_officer', 'administrator')
    LIMIT 1
  ) post
  CROSS JOIN LATERAL public.write_notice(p.organisation_id, post.role, 'statement_lapses',
    s.organisation_id, 'statement', s.id, jsonb_build_object('coach_id', c.id,
      'coach_name', c.name, 'controls', jsonb_build_array(s.rule), 'lapses_at', s.lapses_at),
    s.lapses_at, at_time, not_before) w
  WHERE s.organisation_id = public.current_organisation() AND s.id = statement
    AND s.state = 'in_force' AND s.lapses_at > at_time
    AND (s.subject_kind IN ('club', 'coach') OR EXISTS (
      SELECT FROM public.results_current r WHERE r.organisation_id = s.organisation_id
        AND r.subject_kind = s.subject_kind AND r.subject_id = s.subject_id
        AND r.control = s.rule AND r.statement_id = s.id))
$$;
--> statement-breakpoint

-- As in 0025; and for a statement that is about to lapse.
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

REVOKE ALL ON FUNCTION deliver_statement_lapsing(uuid, timestamptz, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_statement_lapsing(uuid, timestamptz, timestamptz) TO app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
ALTER FUNCTION deliver_statement_lapsing(uuid, timestamptz, timestamptz) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
