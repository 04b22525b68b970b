CREATE TABLE "erasures" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid,
	"person_organisation_id" uuid,
	"of_organisation_id" uuid,
	"of_name" text,
	"origin" text NOT NULL,
	"asked_by" uuid,
	"asked_by_name" text,
	"asked_at" timestamp with time zone NOT NULL,
	"answer_by" timestamp with time zone,
	"state" text NOT NULL,
	"decided_by" uuid,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"kept_because" text,
	"erase_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"counts" jsonb,
	CONSTRAINT "erasures_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "erasures_planned" CHECK (state <> 'planned' or erase_at is not null),
	CONSTRAINT "erasures_kept" CHECK ((state = 'kept') = (kept_because is not null)),
	CONSTRAINT "erasures_done" CHECK ((state = 'done') = (done_at is not null))
);
--> statement-breakpoint
ALTER TABLE "erasures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"started_by" uuid NOT NULL,
	"started_by_name" text NOT NULL,
	"ends_at" timestamp with time zone,
	"ended_by" uuid,
	"ended_by_name" text,
	CONSTRAINT "legal_holds_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "legal_holds_second" CHECK (ended_by is null or ended_by <> started_by)
);
--> statement-breakpoint
ALTER TABLE "legal_holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "evidence_records" ALTER COLUMN "record" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_records" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_live" ON "erasures" USING btree ("organisation_id","coach_id") WHERE coach_id is not null and state in ('waiting', 'planned');--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_own" ON "erasures" USING btree ("organisation_id") WHERE coach_id is null and of_organisation_id is null and state in ('waiting', 'planned');--> statement-breakpoint
CREATE INDEX "erasures_newest" ON "erasures" USING btree ("organisation_id","asked_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "legal_holds_one" ON "legal_holds" USING btree ("organisation_id","coach_id") WHERE ends_at is null;--> statement-breakpoint
ALTER TABLE "evidence_records" ADD CONSTRAINT "evidence_records_erased" CHECK ((record is null) = (erased_at is not null));--> statement-breakpoint
CREATE POLICY "tenant" ON "erasures" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "legal_holds" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE erasures FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE legal_holds FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON erasures, legal_holds TO app;
--> statement-breakpoint
-- That it is done, only the eraser says.
GRANT UPDATE (state, decided_by, decided_by_name, decided_at, kept_because, erase_at) ON erasures
  TO app;
--> statement-breakpoint
GRANT UPDATE (ends_at, ended_by, ended_by_name) ON legal_holds TO app;
--> statement-breakpoint

-- Append-only, whoever asks; but where somebody is erased, the eraser takes what says who it was out of
-- what stays. Which columns it may write is granted one by one.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user = 'eraser' AND TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF current_user = 'eraser' AND TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint

-- Which of these somebody did, and what they were called then.
CREATE FUNCTION named_columns() RETURNS TABLE (of_table text, who text, called text)
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  VALUES ('acceptance_events', 'by_user_id', 'by_name'),
    ('acceptances', 'requested_by', 'requested_by_name'),
    ('acceptances', 'decided_by', 'decided_by_name'),
    ('adoptions', 'by_user_id', 'by_name'),
    ('appointments', 'offered_by', 'offered_by_name'),
    ('coach_merges', 'by_user_id', 'by_name'),
    ('credentials', 'provided_by', 'provided_by_name'),
    ('credentials', 'verified_by', 'verified_by_name'),
    ('erasures', 'asked_by', 'asked_by_name'),
    ('erasures', 'decided_by', 'decided_by_name'),
    ('exemption_events', 'by_user_id', 'by_name'),
    ('exemptions', 'said_by', 'said_by_name'),
    ('exemptions', 'confirmed_by', 'confirmed_by_name'),
    ('imports', 'uploaded_by', 'uploaded_by_name'),
    ('legal_holds', 'started_by', 'started_by_name'),
    ('legal_holds', 'ended_by', 'ended_by_name'),
    ('mend_requests', 'asked_by', 'asked_by_name'),
    ('policy_versions', 'published_by', 'published_by_name'),
    ('record_check_views', 'viewed_by', 'viewed_by_name'),
    ('register_events', 'by_user_id', 'by_name'),
    ('sign_off_events', 'by_user_id', 'by_name'),
    ('sign_offs', 'user_id', 'name'),
    ('statement_events', 'by_user_id', 'by_name'),
    ('statements', 'stated_by', 'stated_by_name'),
    ('statements', 'verified_by', 'verified_by_name'),
    ('suspensions', 'started_by', 'started_by_name'),
    ('suspensions', 'ended_by', 'ended_by_name'),
    ('imports', 'confirmed_by', NULL),
    ('invitations', 'accepted_by', NULL),
    ('memberships', 'user_id', NULL),
    ('mend_runs', 'confirmed_by', NULL),
    ('mending_consents', 'given_by', NULL),
    ('mends', 'confirmed_by', NULL),
    ('meetings', 'excluded_by', NULL),
    ('policy_drafts', 'changed_by', NULL),
    ('profile_drafts', 'changed_by', NULL),
    ('profile_publications', 'published_by', NULL),
    ('told', 'user_id', NULL),
    ('trail', 'actor_user_id', NULL),
    ('zoom_connections', 'consented_by', NULL),
    ('zoom_hosts', 'decided_by', NULL)
$$;
--> statement-breakpoint

DO $$
DECLARE n record; t text;
BEGIN
  FOR n IN SELECT * FROM named_columns() LOOP
    EXECUTE format('GRANT UPDATE (%I) ON %I TO eraser', n.who, n.of_table);
    IF n.called IS NOT NULL THEN
      EXECUTE format('GRANT UPDATE (%I) ON %I TO eraser', n.called, n.of_table);
    END IF;
  END LOOP;
  FOR t IN
    SELECT DISTINCT of_table FROM named_columns()
    UNION SELECT unnest(ARRAY['coaches', 'sessions', 'evidence_records', 'evidence_packs', 'notices',
      'sign_off_origins', 'readings', 'reading_confirmations', 'club_audits', 'coach_connections',
      'result_changes', 'past_states', 'organisations', 'my_memberships', 'zoom_events',
      'consent_returns'])
  LOOP
    EXECUTE format('GRANT SELECT ON %I TO eraser', t);
    EXECUTE format('CREATE POLICY eraser_looks ON %I FOR SELECT TO eraser USING (true)', t);
    EXECUTE format('CREATE POLICY eraser_changes ON %I FOR UPDATE TO eraser USING (true)
                    WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['readings', 'sign_off_origins', 'notices', 'my_memberships',
    'zoom_events', 'consent_returns'] LOOP
    EXECUTE format('GRANT DELETE ON %I TO eraser', t);
    EXECUTE format('CREATE POLICY eraser_deletes ON %I FOR DELETE TO eraser USING (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (name, email, teams, user_id, person_organisation_id) ON coaches TO eraser;
--> statement-breakpoint
GRANT UPDATE (name_on_it, name_reason) ON credentials TO eraser;
--> statement-breakpoint
GRANT UPDATE (record, erased_at) ON evidence_records TO eraser;
--> statement-breakpoint
GRANT UPDATE (requested_by) ON evidence_packs TO eraser;
--> statement-breakpoint
GRANT UPDATE (email) ON invitations TO eraser;
--> statement-breakpoint
GRANT UPDATE (facts) ON notices TO eraser;
--> statement-breakpoint
GRANT UPDATE (text) ON sign_off_events TO eraser;
--> statement-breakpoint
GRANT UPDATE (known_as) ON suspensions TO eraser;
--> statement-breakpoint
GRANT UPDATE (holder_organisation_id) ON coach_connections TO eraser;
--> statement-breakpoint
GRANT UPDATE (state) ON past_states TO eraser;
--> statement-breakpoint
GRANT UPDATE (name, time_zone, user_id) ON organisations TO eraser;
--> statement-breakpoint
GRANT UPDATE (zoom_meeting_id, starts_at, duration_minutes, opened_times) ON meetings TO eraser;
--> statement-breakpoint
GRANT UPDATE (zoom_user_id, zoom_account_id, zoom_user_type) ON zoom_connections TO eraser;
--> statement-breakpoint
GRANT UPDATE (changes, read_back, occurrence_id, refusal) ON mends TO eraser;
--> statement-breakpoint
GRANT UPDATE (state, done_at, counts) ON erasures TO eraser;
--> statement-breakpoint

-- What somebody did in an organisation stays, and says no longer that it was they: another number, by
-- which what one person did is still one person's, and no name.
CREATE FUNCTION erase_doer(club uuid, doer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE alias uuid := gen_random_uuid(); n record;
BEGIN
  UPDATE public.past_states p SET state = replace(p.state::text, doer::text, alias::text)::jsonb
  WHERE p.organisation_id = club AND position(doer::text IN p.state::text) > 0;
  FOR n IN SELECT * FROM public.named_columns() LOOP
    IF n.called IS NULL THEN
      EXECUTE format('UPDATE public.%I SET %I = $1 WHERE organisation_id = $2 AND %2$I = $3',
        n.of_table, n.who) USING alias, club, doer;
    ELSE
      EXECUTE format('UPDATE public.%I SET %I = $1, %I = ''Erased person''
        WHERE organisation_id = $2 AND %2$I = $3', n.of_table, n.who, n.called)
      USING alias, club, doer;
      UPDATE public.past_states p
      SET state = p.state || jsonb_build_object(n.called, 'Erased person')
      WHERE p.organisation_id = club AND p.of_table = n.of_table
        AND p.state ->> n.who = alias::text;
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint

-- Takes somebody out of the transaction's club, as an erasure that is planned has it; what went, in
-- numbers. Null, and nothing done, where it is not its time, they are still there, or a hold is on them.
-- Verdicts, times and fingerprints stay.
CREATE FUNCTION erase_person(erasure uuid) RETURNS jsonb
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
    OR EXISTS (SELECT FROM public.legal_holds h WHERE h.organisation_id = club
      AND h.coach_id = ANY (people) AND h.ends_at IS NULL)
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

-- Takes what Zoom said, and what is known of the account, out of the transaction's person's own record;
-- with `everything`, the person, too. Null, and nothing done, while an account is connected.
CREATE FUNCTION erase_own_record(everything boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me uuid := public.current_organisation(); doer uuid; records integer; gone integer;
BEGIN
  SELECT o.user_id INTO doer FROM public.organisations o
  WHERE o.organisation_id = me AND o.kind = 'person' FOR UPDATE;
  IF doer IS NULL OR EXISTS (SELECT FROM public.zoom_connections z
    WHERE z.organisation_id = me AND z.state = 'connected') THEN RETURN NULL; END IF;
  UPDATE public.evidence_records r SET record = NULL, erased_at = public.moment()
  WHERE r.organisation_id = me AND r.record IS NOT NULL;
  GET DIAGNOSTICS records = ROW_COUNT;
  DELETE FROM public.readings r WHERE r.organisation_id = me;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM public.zoom_events z WHERE z.organisation_id = me;
  DELETE FROM public.consent_returns c WHERE c.organisation_id = me;
  UPDATE public.meetings m SET topic = NULL, zoom_meeting_id = m.id::text, starts_at = NULL,
    duration_minutes = NULL, opened_times = NULL
  WHERE m.organisation_id = me;
  UPDATE public.mends m SET changes = '[]', read_back = NULL, occurrence_id = NULL, refusal = NULL
  WHERE m.organisation_id = me;
  UPDATE public.zoom_connections z SET zoom_user_id = z.id::text, zoom_account_id = z.id::text,
    zoom_user_type = NULL
  WHERE z.organisation_id = me;
  IF everything THEN
    IF EXISTS (SELECT FROM public.memberships m WHERE m.user_id = doer AND m.ends_at IS NULL
      AND m.organisation_id <> me) THEN RETURN NULL; END IF;
    DELETE FROM public.notices n WHERE n.organisation_id = me;
    DELETE FROM public.my_memberships m WHERE m.organisation_id = me;
    PERFORM public.erase_doer(me, doer);
    UPDATE public.organisations o SET name = 'Erased person', time_zone = NULL, user_id = NULL
    WHERE o.organisation_id = me;
    UPDATE public.erasures e SET state = 'done', done_at = public.moment()
    WHERE e.organisation_id = me AND e.of_organisation_id IS NULL
      AND e.state IN ('waiting', 'planned');
  END IF;
  RETURN jsonb_build_object('records', records, 'readings', gone);
END $$;
--> statement-breakpoint

-- What Zoom said that no check has seen since, of nobody on whom a hold is; how much of it went. Never
-- anything of the last three months.
CREATE FUNCTION erase_old_readings(unseen_since timestamptz, rows_max integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation(); gone integer;
BEGIN
  DELETE FROM public.readings r WHERE r.organisation_id = club AND r.hash IN (
    SELECT x.hash FROM public.readings x
    WHERE x.organisation_id = club AND x.first_read_at < unseen_since
      AND x.first_read_at < public.moment() - interval '3 months'
      AND NOT EXISTS (SELECT FROM public.reading_confirmations c
        LEFT JOIN public.club_audits a ON a.organisation_id = club AND a.id = c.audit_id
        WHERE c.organisation_id = club AND c.reading_hash = x.hash
          AND (c.read_at >= least(unseen_since, public.moment() - interval '3 months')
            OR EXISTS (SELECT FROM public.legal_holds h WHERE h.organisation_id = club
              AND h.coach_id = a.coach_id AND h.ends_at IS NULL)))
    LIMIT rows_max);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint

-- The addresses of invitations that nobody took and that ended before; how many went.
CREATE FUNCTION erase_old_addresses(ended_before timestamptz, rows_max integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation(); old uuid[];
BEGIN
  SELECT array_agg(i.id) INTO old FROM (
    SELECT x.id FROM public.invitations x
    WHERE x.organisation_id = club AND x.state <> 'accepted' AND x.email <> ''
      AND x.expires_at < least(ended_before, public.moment())
      AND NOT EXISTS (SELECT FROM public.legal_holds h WHERE h.organisation_id = club
        AND h.coach_id = x.coach_id AND h.ends_at IS NULL)
    LIMIT rows_max) i;
  UPDATE public.invitations i SET email = '' WHERE i.organisation_id = club AND i.id = ANY (old);
  UPDATE public.past_states p SET state = p.state || '{"email": ""}'
  WHERE p.organisation_id = club AND p.of_table = 'invitations' AND p.row_id = ANY (old);
  RETURN coalesce(cardinality(old), 0);
END $$;
--> statement-breakpoint

-- As in 0054; but not while a hold is on the person.
GRANT CREATE ON SCHEMA public TO eraser;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION erase_check_reference(credential uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.credentials c SET reference_sealed = NULL, reference_key_id = NULL,
    reference_erased_at = public.moment()
  WHERE c.organisation_id = public.current_organisation() AND c.id = credential
    AND c.kind = 'record_check' AND c.reference_sealed IS NOT NULL
    AND coalesce(c.verified_at, c.ended_at, c.provided_at) + interval '6 months' <= public.moment()
    AND NOT EXISTS (SELECT FROM public.legal_holds h WHERE h.organisation_id = c.organisation_id
      AND h.coach_id = c.coach_id AND h.ends_at IS NULL);
  RETURN FOUND;
END $$;
--> statement-breakpoint
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['erase_doer(uuid, uuid)', 'erase_person(uuid)',
    'erase_own_record(boolean)', 'erase_old_readings(timestamptz, integer)',
    'erase_old_addresses(timestamptz, integer)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO eraser', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM eraser;
--> statement-breakpoint
REVOKE ALL ON FUNCTION named_columns() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION named_columns() TO eraser;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_person(uuid), erase_own_record(boolean),
  erase_old_readings(timestamptz, integer), erase_old_addresses(timestamptz, integer) TO app;
--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE ON erasures TO delivery;
--> statement-breakpoint
GRANT SELECT ON coach_merges TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON erasures FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_adds ON erasures FOR INSERT TO delivery WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY delivery_changes ON erasures FOR UPDATE TO delivery USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY delivery_reads ON coach_merges FOR SELECT TO delivery USING (true);
--> statement-breakpoint

-- A person's request, to each club that has them on its register, now or before; of how many entries
-- it asks. The person has a copy of each.
CREATE FUNCTION deliver_erasure_requests(at_time timestamptz, answer timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me uuid := public.current_organisation(); asked integer;
BEGIN
  INSERT INTO public.erasures (organisation_id, id, coach_id, person_organisation_id, origin,
    asked_at, answer_by, state)
  SELECT c.organisation_id, uuidv7(), c.id, me, 'asked_by_person', at_time, answer, 'waiting'
  FROM public.coaches c
  WHERE c.person_organisation_id = me AND NOT EXISTS (SELECT FROM public.coach_merges m
    WHERE m.organisation_id = c.organisation_id AND m.coach_id = c.id)
  ON CONFLICT DO NOTHING;
  -- Where it is planned there already, that answers it.
  UPDATE public.erasures e SET person_organisation_id = me FROM public.coaches c
  WHERE c.person_organisation_id = me AND e.organisation_id = c.organisation_id
    AND e.coach_id = c.id AND e.state IN ('waiting', 'planned');
  INSERT INTO public.erasures (organisation_id, id, of_organisation_id, of_name, origin, asked_at,
    answer_by, state, decided_at, erase_at)
  SELECT me, e.id, e.organisation_id, o.name, e.origin, e.asked_at, e.answer_by, e.state,
    e.decided_at, e.erase_at
  FROM public.erasures e JOIN public.organisations o ON o.organisation_id = e.organisation_id
  WHERE e.person_organisation_id = me AND e.state IN ('waiting', 'planned')
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS asked = ROW_COUNT;
  RETURN asked;
END $$;
--> statement-breakpoint

-- What the transaction's club decided, or did, to the person who asked for it.
CREATE FUNCTION deliver_erasure(erasure uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation(); person uuid;
BEGIN
  SELECT e.person_organisation_id INTO person FROM public.erasures e
  WHERE e.organisation_id = club AND e.id = erasure;
  IF person IS NULL THEN RETURN; END IF;
  UPDATE public.erasures mine SET state = e.state, decided_at = e.decided_at,
    kept_because = e.kept_because, erase_at = e.erase_at, done_at = e.done_at
  FROM public.erasures e
  WHERE e.organisation_id = club AND e.id = erasure
    AND mine.organisation_id = person AND mine.id = erasure;
  UPDATE public.erasures e SET person_organisation_id = NULL
  WHERE e.organisation_id = club AND e.id = erasure AND e.state = 'done';
  -- Whether that was the last one, the person's own record looks for itself.
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  SELECT 'erase-person', person, e.id, public.moment() FROM public.erasures e
  WHERE e.organisation_id = person AND e.of_organisation_id IS NULL AND e.coach_id IS NULL
    AND e.state IN ('waiting', 'planned')
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at);
END $$;
--> statement-breakpoint

-- The person takes it back: with each club that has not done it, and in their own copies.
CREATE FUNCTION withdraw_erasure_requests() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me uuid := public.current_organisation(); taken integer;
BEGIN
  UPDATE public.erasures e SET state = 'withdrawn', erase_at = NULL
  WHERE e.person_organisation_id = me AND e.origin = 'asked_by_person'
    AND e.state IN ('waiting', 'planned');
  GET DIAGNOSTICS taken = ROW_COUNT;
  UPDATE public.erasures mine SET state = 'withdrawn', erase_at = NULL FROM public.erasures e
  WHERE mine.organisation_id = me AND mine.of_organisation_id = e.organisation_id
    AND mine.id = e.id AND e.state = 'withdrawn' AND mine.state IN ('waiting', 'planned');
  RETURN taken;
END $$;
--> statement-breakpoint

-- Every club looks once a day at what it has kept for long enough, at a moment of its own.
CREATE FUNCTION keep_daily() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO system.due (kind, organisation_id, subject_id, at)
  VALUES ('keep-records', NEW.organisation_id, NEW.organisation_id,
    public.moment() + interval '1 day' * (0.5 + random() / 2))
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['deliver_erasure_requests(timestamptz, timestamptz)',
    'deliver_erasure(uuid)', 'withdraw_erasure_requests()', 'keep_daily()'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_erasure_requests(timestamptz, timestamptz),
  deliver_erasure(uuid), withdraw_erasure_requests() TO app;
--> statement-breakpoint
CREATE TRIGGER keeps_daily AFTER INSERT ON organisations FOR EACH ROW
WHEN (NEW.kind = 'club') EXECUTE FUNCTION keep_daily();
--> statement-breakpoint
SET LOCAL ROLE delivery;
--> statement-breakpoint
INSERT INTO system.due (kind, organisation_id, subject_id, at)
SELECT 'keep-records', organisation_id, organisation_id, now() + interval '1 day' * random()
FROM organisations WHERE kind = 'club' ON CONFLICT DO NOTHING;
--> statement-breakpoint
SET LOCAL ROLE owner;
