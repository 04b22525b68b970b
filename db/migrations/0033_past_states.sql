-- The moment that a transaction acts at, where it says so, else the clock's.
CREATE FUNCTION moment() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp())
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION moment() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION moment() TO app, delivery;
--> statement-breakpoint
CREATE TABLE "checks_due" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"connection_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checks_due_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "checks_due" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "past_states" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"seq" bigserial NOT NULL,
	"of_table" text NOT NULL,
	"row_id" uuid NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"state" jsonb NOT NULL,
	CONSTRAINT "past_states_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "past_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "result_ends" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"control" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "result_ends_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "result_ends" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "club_audits" ADD COLUMN "subjects" uuid[];--> statement-breakpoint
ALTER TABLE "finding_events" ADD COLUMN "recorded_at" timestamp with time zone DEFAULT moment() NOT NULL;--> statement-breakpoint
CREATE INDEX "checks_due_connection" ON "checks_due" USING btree ("organisation_id","connection_id","due_at");--> statement-breakpoint
CREATE INDEX "past_states_row" ON "past_states" USING btree ("organisation_id","of_table","row_id","seq");--> statement-breakpoint
CREATE INDEX "result_ends_subject" ON "result_ends" USING btree ("organisation_id","subject_kind","subject_id","control");--> statement-breakpoint
CREATE POLICY "tenant" ON "checks_due" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "past_states" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "result_ends" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
-- What was written before this was kept: its id says when. No row is updated: they are append-only.
ALTER TABLE finding_events ALTER COLUMN recorded_at TYPE timestamptz
  USING coalesce(uuid_extract_timestamp(id), at);
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['past_states', 'result_ends', 'checks_due'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON %I TO app', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO delivery', t);
    EXECUTE format('CREATE POLICY delivery_reads ON %I FOR SELECT TO delivery USING (true)', t);
    EXECUTE format('CREATE POLICY delivery_adds ON %I FOR INSERT TO delivery WITH CHECK (true)', t);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT INSERT ON checks_due TO app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE past_states_seq_seq TO delivery;
--> statement-breakpoint

-- Since when a row has been as it is: what Zoom said was so when Zoom said it, the rest from when it
-- was written. Never later than that.
CREATE FUNCTION true_since(of_table text, now_so jsonb, before jsonb) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT least(public.moment(), CASE
    WHEN of_table = 'findings' AND now_so ->> 'state' = 'closed'
      THEN (now_so ->> 'closed_at')::timestamptz
    WHEN of_table = 'findings' AND (before IS NULL OR before ->> 'opened_at' <> now_so ->> 'opened_at')
      THEN (now_so ->> 'opened_at')::timestamptz
    WHEN of_table = 'coach_connections'
        AND before ->> 'last_asked_at' IS DISTINCT FROM now_so ->> 'last_asked_at'
      THEN (now_so ->> 'last_asked_at')::timestamptz
    END)
$$;
--> statement-breakpoint

-- Keeps the state of a row that was added or changed. The column that names it is the argument.
CREATE FUNCTION keep_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  now_so jsonb := jsonb_strip_nulls(to_jsonb(NEW));
  before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
BEGIN
  INSERT INTO public.past_states (organisation_id, of_table, row_id, valid_from, recorded_at, state)
  VALUES ((now_so ->> 'organisation_id')::uuid, TG_TABLE_NAME, (now_so ->> TG_ARGV[0])::uuid,
    public.true_since(TG_TABLE_NAME, now_so, before), public.moment(), now_so);
  RETURN NULL;
END $$;
--> statement-breakpoint

-- Of which results it was the end.
CREATE FUNCTION keep_result_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.result_ends (organisation_id, subject_kind, subject_id, control, valid_from,
    recorded_at)
  SELECT g.organisation_id, g.subject_kind, g.subject_id, g.control, public.moment(),
    public.moment()
  FROM gone g;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- A check that is due of a holder's connection, to each club that it is shared with; and to a club
-- with which it is shared from now on, what is due already.
CREATE FUNCTION deliver_check_due() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF TG_TABLE_NAME = 'coach_connections' THEN
    INSERT INTO public.checks_due (organisation_id, id, connection_id, due_at, recorded_at)
    SELECT NEW.organisation_id, d.id, d.connection_id, d.due_at, public.moment()
    FROM public.checks_due d
    WHERE d.organisation_id = NEW.holder_organisation_id AND d.connection_id = NEW.id
      AND d.due_at > public.moment()
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO public.checks_due (organisation_id, id, connection_id, due_at, recorded_at)
    SELECT cc.organisation_id, NEW.id, NEW.connection_id, NEW.due_at, NEW.recorded_at
    FROM public.coach_connections cc
    WHERE cc.id = NEW.connection_id AND cc.holder_organisation_id = NEW.organisation_id
      AND cc.organisation_id <> NEW.organisation_id AND cc.share_ends_at IS NULL
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- Every club's status is proved once a day, at a moment of its own.
CREATE FUNCTION prove_daily() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO system.due (kind, organisation_id, subject_id, at)
  VALUES ('prove-status', NEW.organisation_id, NEW.organisation_id,
    public.moment() + interval '1 day' * (0.5 + random() / 2))
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- What bodies and regions have of the transaction's club against what its own rows come to, as of
-- when it was delivered last; how many of them differed, which they do not any more.
CREATE FUNCTION prove_roll_ups(fresh_for interval, sort_within interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  club uuid := public.current_organisation();
  before jsonb;
  differ integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('status:' || club, 0));
  SELECT jsonb_object_agg(r.organisation_id, to_jsonb(r)) INTO before FROM public.roll_ups r
  WHERE r.club_organisation_id = club AND r.left_at IS NULL;
  IF before IS NULL THEN RETURN 0; END IF;
  PERFORM public.write_status(club,
    (SELECT max((value ->> 'updated_at')::timestamptz) FROM jsonb_each(before)),
    fresh_for, sort_within);
  SELECT count(*)::integer INTO differ FROM public.roll_ups r
  WHERE r.club_organisation_id = club AND before ? r.organisation_id::text
    AND to_jsonb(r) - 'updated_at' IS DISTINCT FROM (before -> r.organisation_id::text) - 'updated_at';
  RETURN differ;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['true_since(text, jsonb, jsonb)', 'keep_state()', 'keep_result_ends()',
    'deliver_check_due()', 'prove_daily()', 'prove_roll_ups(interval, interval)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION prove_roll_ups(interval, interval) TO app;
--> statement-breakpoint

-- Of each table whose states are kept: the column that names a row, and what alone is no change.
DO $$
DECLARE kept record;
BEGIN
  FOR kept IN SELECT * FROM (VALUES
    ('coaches', 'id', ''),
    ('coach_connections', 'id', ''),
    ('sessions', 'id', ''),
    ('invitations', 'id', ''),
    ('findings', 'id', 'last_seen_at'),
    ('acceptances', 'id', ''),
    ('statements', 'id', ''),
    ('roll_ups', 'club_organisation_id', 'updated_at')
  ) AS t (name, key, apart) LOOP
    EXECUTE format('CREATE TRIGGER keeps_added AFTER INSERT ON %I FOR EACH ROW
      EXECUTE FUNCTION keep_state(%L)', kept.name, kept.key);
    EXECUTE format('CREATE TRIGGER keeps_changed AFTER UPDATE ON %I FOR EACH ROW
      WHEN (to_jsonb(NEW) - %2$L IS DISTINCT FROM to_jsonb(OLD) - %2$L)
      EXECUTE FUNCTION keep_state(%3$L)', kept.name, kept.apart, kept.key);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER keeps_ends AFTER DELETE ON results_current REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION keep_result_ends();
--> statement-breakpoint
CREATE TRIGGER delivers_due AFTER INSERT ON checks_due FOR EACH ROW
EXECUTE FUNCTION deliver_check_due();
--> statement-breakpoint
CREATE TRIGGER delivers_due AFTER INSERT ON coach_connections FOR EACH ROW
WHEN (NEW.share_ends_at IS NULL) EXECUTE FUNCTION deliver_check_due();
--> statement-breakpoint
CREATE TRIGGER delivers_due_again AFTER UPDATE ON coach_connections FOR EACH ROW
WHEN (NEW.share_ends_at IS NULL AND OLD.share_ends_at IS NOT NULL)
EXECUTE FUNCTION deliver_check_due();
--> statement-breakpoint
CREATE TRIGGER proves_daily AFTER INSERT ON organisations FOR EACH ROW
WHEN (NEW.kind = 'club') EXECUTE FUNCTION prove_daily();
--> statement-breakpoint

-- What stands already: since when it does, as far as the rows themselves say.
SET LOCAL ROLE delivery;
--> statement-breakpoint
INSERT INTO past_states (organisation_id, of_table, row_id, valid_from, recorded_at, state)
SELECT organisation_id, of_table, row_id, since, since, jsonb_strip_nulls(state) FROM (
  SELECT organisation_id, 'coaches' AS of_table, id AS row_id, starts_at AS since,
    to_jsonb(t) - 'ends_at' AS state FROM coaches t
  UNION ALL SELECT organisation_id, 'coaches', id, ends_at, to_jsonb(t) FROM coaches t
    WHERE ends_at IS NOT NULL
  UNION ALL SELECT organisation_id, 'coach_connections', id, coalesce(share_ends_at,
    disconnected_at, last_asked_at, connected_at), to_jsonb(t) FROM coach_connections t
  UNION ALL SELECT organisation_id, 'sessions', id, coalesce(ended_at, uuid_extract_timestamp(id),
    now()), to_jsonb(t) FROM sessions t
  UNION ALL SELECT organisation_id, 'invitations', id, coalesce(accepted_at, created_at),
    to_jsonb(t) FROM invitations t
  UNION ALL SELECT organisation_id, 'findings', id, opened_at, to_jsonb(t)
    || '{"state": "open", "closed_at": null, "close_reason": null}' FROM findings t
  UNION ALL SELECT organisation_id, 'findings', id, closed_at, to_jsonb(t) FROM findings t
    WHERE closed_at IS NOT NULL
  UNION ALL SELECT organisation_id, 'acceptances', id, requested_at, to_jsonb(t) FROM acceptances t
  UNION ALL SELECT organisation_id, 'roll_ups', club_organisation_id, updated_at, to_jsonb(t)
    FROM roll_ups t
) x ORDER BY since;
--> statement-breakpoint
INSERT INTO system.due (kind, organisation_id, subject_id, at)
SELECT 'prove-status', organisation_id, organisation_id, now() + interval '1 day' * random()
FROM organisations WHERE kind = 'club' ON CONFLICT DO NOTHING;
--> statement-breakpoint
SET LOCAL ROLE owner;
--> statement-breakpoint

-- Here each table is what it was at `app.as_of`, as it was known at `app.known_at`: whoever puts this
-- schema first on the search path asks the questions of today of that moment. The views see what
-- their reader may see, and no more.
CREATE SCHEMA as_of;
--> statement-breakpoint
GRANT USAGE ON SCHEMA as_of TO app;
--> statement-breakpoint
CREATE FUNCTION as_of.at() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT current_setting('app.as_of')::timestamptz
$$;
--> statement-breakpoint
CREATE FUNCTION as_of.known_at() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT current_setting('app.known_at')::timestamptz
$$;
--> statement-breakpoint

-- Makes the views anew, of the columns that the tables have now: after every migration. A column that
-- a kept state does not have is what it is by default.
CREATE FUNCTION as_of.make_views() RETURNS void LANGUAGE plpgsql AS $make$
DECLARE kept record; columns text;
BEGIN
  FOR kept IN SELECT * FROM (VALUES ('coaches', 'id'), ('coach_connections', 'id'),
    ('sessions', 'id'), ('invitations', 'id'), ('findings', 'id'), ('acceptances', 'id'),
    ('statements', 'id'), ('roll_ups', 'club_organisation_id')) AS t (name, key)
  LOOP
    SELECT string_agg(CASE
      WHEN kept.name = 'findings' AND a.attname = 'last_seen_at' THEN
        'CASE WHEN r.state = ''open'' THEN greatest(r.last_seen_at, as_of.seen_at(
          r.organisation_id, r.subject_kind, r.subject_id)) ELSE r.last_seen_at END AS last_seen_at'
      WHEN d.adbin IS NOT NULL AND a.attgenerated = '' AND a.attnotnull THEN
        format('coalesce(r.%1$I, %2$s) AS %1$I', a.attname, pg_get_expr(d.adbin, d.adrelid))
      ELSE format('r.%I', a.attname) END, ', ' ORDER BY a.attnum)
    INTO columns FROM pg_attribute a
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = ('public.' || kept.name)::regclass AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE format('DROP VIEW IF EXISTS as_of.%I', kept.name);
    EXECUTE format($view$
      CREATE VIEW as_of.%1$I WITH (security_invoker) AS
      SELECT %3$s FROM public.%1$I k CROSS JOIN LATERAL (
        SELECT p.state FROM public.past_states p
        WHERE p.organisation_id = k.organisation_id AND p.of_table = %1$L AND p.row_id = k.%2$I
          AND p.valid_from <= as_of.at() AND p.recorded_at <= as_of.known_at()
        ORDER BY p.seq DESC LIMIT 1
      ) s CROSS JOIN LATERAL jsonb_populate_record(NULL::public.%1$I, s.state) r
    $view$, kept.name, kept.key, columns);
    EXECUTE format('GRANT SELECT ON as_of.%I TO app', kept.name);
  END LOOP;
  SELECT string_agg(CASE a.attname
    WHEN 'since' THEN 'as_of.same_since(y.change) AS since'
    WHEN 'checked_at' THEN 'coalesce(CASE WHEN r.control <> ''M02'' THEN as_of.seen_at(
      r.organisation_id, r.subject_kind, r.subject_id) END, r.valid_from) AS checked_at'
    ELSE format('r.%I', a.attname) END, ', ' ORDER BY a.attnum)
  INTO columns FROM pg_attribute a
  WHERE a.attrelid = 'public.results_current'::regclass AND a.attnum > 0 AND NOT a.attisdropped;
  DROP VIEW IF EXISTS as_of.results_current;
  EXECUTE format($view$
    CREATE VIEW as_of.results_current WITH (security_invoker) AS
    SELECT %1$s FROM (
      SELECT DISTINCT ON (x.subject_kind, x.subject_id, x.control) x.change, x.ended
      FROM (
        SELECT c.subject_kind, c.subject_id, c.control, c.valid_from, c.recorded_at, c AS change,
          false AS ended FROM public.result_changes c
        UNION ALL
        SELECT e.subject_kind, e.subject_id, e.control, e.valid_from, e.recorded_at,
          NULL::public.result_changes, true
        FROM public.result_ends e
      ) x
      WHERE x.valid_from <= as_of.at() AND x.recorded_at <= as_of.known_at()
      ORDER BY x.subject_kind, x.subject_id, x.control, x.recorded_at DESC, x.valid_from DESC,
        x.ended DESC
    ) y CROSS JOIN LATERAL (SELECT (y.change).*) r
    WHERE NOT y.ended
  $view$, columns);
  GRANT SELECT ON as_of.results_current TO app;
  -- Rows that begin and end, and rows that are only ever added.
  FOR kept IN SELECT * FROM (VALUES
    ('affiliations', 't.starts_at <= as_of.at() AND t.starts_at <= as_of.known_at()'),
    ('memberships', 't.starts_at <= as_of.at() AND t.starts_at <= as_of.known_at()'),
    ('profile_sources', 't.starts_at <= as_of.at() AND t.starts_at <= as_of.known_at()'),
    ('profile_publications', 't.published_at <= as_of.known_at()'),
    ('finding_events', 't.at <= as_of.at() AND t.recorded_at <= as_of.known_at()'),
    ('acceptance_events', 't.at <= as_of.at() AND t.recorded_at <= as_of.known_at()'),
    ('checks_due', 't.due_at <= as_of.at() AND t.recorded_at <= as_of.known_at()')
  ) AS t (name, key)
  LOOP
    SELECT string_agg(CASE a.attname
      WHEN 'ends_at' THEN 'CASE WHEN t.ends_at <= as_of.at() AND t.ends_at <= as_of.known_at()
        THEN t.ends_at END AS ends_at'
      ELSE format('t.%I', a.attname) END, ', ' ORDER BY a.attnum)
    INTO columns FROM pg_attribute a
    WHERE a.attrelid = ('public.' || kept.name)::regclass AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE format('DROP VIEW IF EXISTS as_of.%I', kept.name);
    EXECUTE format('CREATE VIEW as_of.%1$I WITH (security_invoker) AS
      SELECT %2$s FROM public.%1$I t WHERE %3$s', kept.name, columns, kept.key);
    EXECUTE format('GRANT SELECT ON as_of.%I TO app', kept.name);
  END LOOP;
END $make$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION as_of.make_views() FROM PUBLIC;
--> statement-breakpoint

-- When a subject was last looked at: the newest check of it that was read by then and judged by then.
CREATE FUNCTION as_of.seen_at(club uuid, kind text, subject uuid) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT max(a.read_at) FROM public.club_audits a
  WHERE a.organisation_id = club AND a.connection_id = CASE kind
      WHEN 'meeting' THEN (SELECT s.connection_id FROM public.sessions s
        WHERE s.organisation_id = club AND s.id = subject)
      WHEN 'group' THEN (SELECT g.connection_id FROM public.zoom_groups g
        WHERE g.organisation_id = club AND g.id = subject)
      ELSE subject END
    AND a.state = 'judged' AND a.read_at <= as_of.at() AND a.judged_at <= as_of.known_at()
    AND CASE WHEN a.subjects IS NULL THEN a.whole ELSE subject = ANY (a.subjects) END
$$;
--> statement-breakpoint

-- Since when a result has been what it is, whatever was said about it meanwhile.
CREATE FUNCTION as_of.same_since(of_result public.result_changes) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  WITH known AS (
    SELECT c.result, c.valid_from, c.recorded_at FROM public.result_changes c
    WHERE c.organisation_id = of_result.organisation_id AND c.subject_kind = of_result.subject_kind
      AND c.subject_id = of_result.subject_id AND c.control = of_result.control
    UNION ALL
    SELECT NULL, e.valid_from, e.recorded_at FROM public.result_ends e
    WHERE e.organisation_id = of_result.organisation_id AND e.subject_kind = of_result.subject_kind
      AND e.subject_id = of_result.subject_id AND e.control = of_result.control
  ), so AS (
    SELECT * FROM known
    WHERE known.valid_from <= as_of.at() AND known.recorded_at <= as_of.known_at()
  ), other AS (
    SELECT so.recorded_at, so.valid_from FROM so
    WHERE so.result IS DISTINCT FROM of_result.result
    ORDER BY so.recorded_at DESC, so.valid_from DESC LIMIT 1
  )
  SELECT min(so.valid_from) FROM so
  WHERE NOT EXISTS (SELECT FROM other
    WHERE (so.recorded_at, so.valid_from) <= (other.recorded_at, other.valid_from))
$$;
--> statement-breakpoint
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA as_of FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION as_of.at(), as_of.known_at(), as_of.seen_at(uuid, text, uuid),
  as_of.same_since(public.result_changes) TO app;
--> statement-breakpoint
SELECT as_of.make_views();
