CREATE TABLE "appointments" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"role" text NOT NULL,
	"team" text DEFAULT '' NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"offered_by" uuid,
	"offered_by_name" text NOT NULL,
	"accepted_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "appointments_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "appointments_answer" CHECK (num_nonnulls(accepted_at, declined_at, withdrawn_at) <= 1),
	CONSTRAINT "appointments_ends" CHECK (ends_at is null or ends_at >= starts_at)
);
--> statement-breakpoint
ALTER TABLE "appointments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "coach_merges" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"into_coach_id" uuid NOT NULL,
	"by_user_id" uuid,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "coach_merges_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "coach_merges_two" CHECK (coach_id <> into_coach_id)
);
--> statement-breakpoint
ALTER TABLE "coach_merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "credentials" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"scheme" text DEFAULT '' NOT NULL,
	"level" text DEFAULT '' NOT NULL,
	"issuer" text DEFAULT '' NOT NULL,
	"reference_sealed" text,
	"reference_key_id" text,
	"reference_erased_at" timestamp with time zone,
	"name_on_it" text,
	"name_reason" text,
	"applied_on" date,
	"issued_on" date,
	"expires_on" date,
	"covers_online" boolean,
	"on_update_service" boolean DEFAULT false NOT NULL,
	"provided_by" uuid,
	"provided_by_name" text NOT NULL,
	"provided_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'in_force' NOT NULL,
	"ended_at" timestamp with time zone,
	"verified_by" uuid,
	"verified_by_name" text,
	"verified_how" text,
	"verified_at" timestamp with time zone,
	"status_checked_at" timestamp with time zone,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "credentials_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "credentials_ended" CHECK ((state = 'in_force') = (ended_at is null)),
	CONSTRAINT "credentials_second" CHECK (verified_by is null or verified_by <> provided_by),
	CONSTRAINT "credentials_verified" CHECK (num_nonnulls(verified_at, verified_how, verified_by_name) in (0, 3)),
	CONSTRAINT "credentials_dated" CHECK (num_nonnulls(applied_on, issued_on) = 1),
	CONSTRAINT "credentials_name" CHECK ((name_on_it is null) = (name_reason is null)),
	CONSTRAINT "credentials_sealed" CHECK ((reference_sealed is null) = (reference_key_id is null))
);
--> statement-breakpoint
ALTER TABLE "credentials" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "record_check_views" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"viewed_by" uuid,
	"viewed_by_name" text NOT NULL,
	"with_reference" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "record_check_views_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "record_check_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "register_events" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"event" text NOT NULL,
	"by_user_id" uuid,
	"by_name" text,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "register_events_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "register_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suspensions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"started_by" uuid,
	"started_by_name" text NOT NULL,
	"ends_at" timestamp with time zone,
	"ended_by" uuid,
	"ended_by_name" text,
	CONSTRAINT "suspensions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "suspensions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "coaches" ADD COLUMN "coaching" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_one" ON "appointments" USING btree ("organisation_id","coach_id","role","team") WHERE ends_at is null and declined_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "appointments_coach" ON "appointments" USING btree ("organisation_id","coach_id");--> statement-breakpoint
CREATE UNIQUE INDEX "coach_merges_one" ON "coach_merges" USING btree ("organisation_id","coach_id");--> statement-breakpoint
CREATE INDEX "coach_merges_into" ON "coach_merges" USING btree ("organisation_id","into_coach_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_in_force" ON "credentials" USING btree ("organisation_id","coach_id","kind",(issued_on is null)) WHERE state = 'in_force';--> statement-breakpoint
CREATE INDEX "credentials_waiting" ON "credentials" USING btree ("organisation_id","provided_at","id") WHERE state = 'in_force' and verified_at is null and issued_on is not null;--> statement-breakpoint
CREATE INDEX "credentials_coach" ON "credentials" USING btree ("organisation_id","coach_id","provided_at");--> statement-breakpoint
CREATE INDEX "record_check_views_coach" ON "record_check_views" USING btree ("organisation_id","coach_id","at");--> statement-breakpoint
CREATE INDEX "register_events_subject" ON "register_events" USING btree ("organisation_id","subject_id","at");--> statement-breakpoint
CREATE INDEX "register_events_coach" ON "register_events" USING btree ("organisation_id","coach_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "suspensions_one" ON "suspensions" USING btree ("organisation_id","coach_id") WHERE ends_at is null;--> statement-breakpoint
CREATE POLICY "tenant" ON "appointments" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "coach_merges" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "credentials" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "record_check_views" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "register_events" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "suspensions" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
-- What was said stands as it was said: only answers, ends and verifications are written afterwards.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['appointments', 'credentials', 'register_events', 'record_check_views',
                           'suspensions', 'coach_merges'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['register_events', 'record_check_views', 'coach_merges'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['appointments', 'credentials', 'suspensions'] LOOP
    EXECUTE format('CREATE TRIGGER says_added AFTER INSERT ON %I FOR EACH ROW
      EXECUTE FUNCTION say_changed(''coach_id'')', t);
    EXECUTE format('CREATE TRIGGER says_changed AFTER UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION say_changed(''coach_id'')', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (accepted_at, declined_at, withdrawn_at, ends_at) ON appointments TO app;
--> statement-breakpoint
GRANT UPDATE (state, ended_at, verified_by, verified_by_name, verified_how, verified_at,
  status_checked_at) ON credentials TO app;
--> statement-breakpoint
GRANT UPDATE (ends_at, ended_by, ended_by_name) ON suspensions TO app;
--> statement-breakpoint

-- The number of a record check of the transaction's club is kept for six months after it was decided
-- upon, or else after it ended; true where it was erased now. Nobody else may change or erase it.
CREATE FUNCTION erase_check_reference(credential uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.credentials c SET reference_sealed = NULL, reference_key_id = NULL,
    reference_erased_at = public.moment()
  WHERE c.organisation_id = public.current_organisation() AND c.id = credential
    AND c.kind = 'record_check' AND c.reference_sealed IS NOT NULL
    AND coalesce(c.verified_at, c.ended_at) + interval '6 months' <= public.moment();
  RETURN FOUND;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_check_reference(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_check_reference(uuid) TO app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO eraser;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION moment(), current_organisation() TO eraser;
--> statement-breakpoint
GRANT SELECT, UPDATE (reference_sealed, reference_key_id, reference_erased_at) ON credentials
  TO eraser;
--> statement-breakpoint
CREATE POLICY eraser ON credentials FOR ALL TO eraser USING (kind = 'record_check')
  WITH CHECK (kind = 'record_check' AND reference_sealed IS NULL);
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO eraser;
--> statement-breakpoint
ALTER FUNCTION erase_check_reference(uuid) OWNER TO eraser;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM eraser;
--> statement-breakpoint

-- What the register says of a person or club is verified by somebody, or is somebody's word; where it
-- counts only until a day, that day stands with it.
ALTER TABLE results_current DROP CONSTRAINT results_current_stated;
--> statement-breakpoint
ALTER TABLE results_current ADD CONSTRAINT results_current_stated CHECK (CASE
  WHEN subject_kind IN ('coach', 'club') THEN statement_id IS NULL AND proof <> 'checked'
    AND (stated_until IS NULL OR result = 'met')
  WHEN proof = 'checked' THEN statement_id IS NULL AND stated_until IS NULL
  ELSE proof = 'stated' AND statement_id IS NOT NULL AND stated_until IS NOT NULL
    AND result = 'could_not_check' AND reason = 'not_readable' END);
--> statement-breakpoint

-- As in 0032; of people on the register only those who coach are asked for an account, and what the
-- register came to counts as well: verified as met, somebody's word as stated.
CREATE OR REPLACE FUNCTION write_status(club uuid, at_time timestamptz, fresh_for interval,
  sort_within interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE reached integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('status:' || club, 0));
  WITH coach AS (
    SELECT x.id, x.coaches_under_18s_online AS under_18s FROM public.coaches x
    WHERE x.organisation_id = club AND x.ends_at IS NULL AND x.coaching
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
  ), register_result AS (
    SELECT r.level, r.proof, r.stated_until,
      CASE WHEN r.stated_until <= at_time THEN 'could_not_check' ELSE r.result END AS result
    FROM public.results_current r
    WHERE r.organisation_id = club AND r.subject_kind IN ('coach', 'club')
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
        + (SELECT count(*) FROM own WHERE own.ended)::integer
        + (SELECT count(*) FROM register_result x
          WHERE x.level = 'MUST' AND x.result = 'could_not_check')::integer AS unknown,
      (count(*) FILTER (WHERE result.result = 'met'))::integer
        + (SELECT count(*) FROM own_result o WHERE o.result = 'met')::integer
        + (SELECT count(*) FROM register_result x
          WHERE x.result = 'met' AND x.proof = 'verified')::integer AS met,
      (count(*) FILTER (WHERE result.result = 'stated'))::integer + (
        SELECT count(*) FROM public.results_current r JOIN own ON own.id = r.subject_id
        WHERE r.organisation_id = club AND r.subject_kind = 'account'
          AND r.stated_until > at_time)::integer
        + (SELECT count(*) FROM register_result x
          WHERE x.result = 'met' AND x.proof = 'stated')::integer AS stated,
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
      judged.stated_until, open.accepted_until, (SELECT min(x.stated_until) FROM register_result x
        WHERE x.level = 'MUST' AND x.result = 'met')) END,
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
