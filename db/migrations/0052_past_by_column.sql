-- As in 0036; but of a kept state only the columns that are asked for are read, and what names a row
-- is the row's own, so that one is found by its index and not among all.
CREATE OR REPLACE FUNCTION as_of.make_views() RETURNS void LANGUAGE plpgsql AS $make$
DECLARE kept record; columns text;
BEGIN
  FOR kept IN SELECT * FROM (VALUES ('coaches', 'id'), ('coach_connections', 'id'),
    ('sessions', 'id'), ('invitations', 'id'), ('findings', 'id'), ('acceptances', 'id'),
    ('statements', 'id'), ('roll_ups', 'club_organisation_id')) AS t (name, key)
  LOOP
    SELECT string_agg(format('%s AS %I', CASE
      WHEN c.name IN ('organisation_id', kept.key) THEN format('k.%I', c.name)
      WHEN kept.name = 'findings' AND c.name = 'last_seen_at' THEN
        format('CASE WHEN s.state ->> ''state'' = ''open'' THEN greatest(%s, as_of.seen_at(
          k.organisation_id, s.state ->> ''subject_kind'', (s.state ->> ''subject_id'')::uuid))
          ELSE %1$s END', c.kept)
      WHEN c.instead IS NOT NULL THEN format('coalesce(%s, %s)', c.kept, c.instead)
      ELSE c.kept END, c.name), ', ' ORDER BY c.place)
    INTO columns FROM (
      SELECT a.attname AS name, a.attnum AS place, CASE WHEN a.attgenerated = '' AND a.attnotnull
          THEN pg_get_expr(d.adbin, d.adrelid) END AS instead, CASE
        WHEN t.typcategory = 'A' THEN format('(jsonb_populate_record(NULL::public.%I, s.state)).%I',
          kept.name, a.attname)
        WHEN t.typname = 'jsonb' THEN format('s.state -> %L', a.attname)
        ELSE format('(s.state ->> %L)::%s', a.attname, format_type(a.atttypid, a.atttypmod))
        END AS kept
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = ('public.' || kept.name)::regclass AND a.attnum > 0 AND NOT a.attisdropped
    ) c;
    EXECUTE format('DROP VIEW IF EXISTS as_of.%I', kept.name);
    EXECUTE format($view$
      CREATE VIEW as_of.%1$I WITH (security_invoker) AS
      SELECT %3$s FROM public.%1$I k CROSS JOIN LATERAL (
        SELECT p.state FROM public.past_states p
        WHERE p.organisation_id = k.organisation_id AND p.of_table = %1$L AND p.row_id = k.%2$I
          AND p.valid_from <= (SELECT as_of.at()) AND p.recorded_at <= (SELECT as_of.known_at())
        ORDER BY p.seq DESC LIMIT 1
      ) s
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
      WHERE x.valid_from <= (SELECT as_of.at()) AND x.recorded_at <= (SELECT as_of.known_at())
      ORDER BY x.subject_kind, x.subject_id, x.control, x.recorded_at DESC, x.valid_from DESC,
        x.ended DESC
    ) y CROSS JOIN LATERAL (SELECT (y.change).*) r
    WHERE NOT y.ended
  $view$, columns);
  GRANT SELECT ON as_of.results_current TO app;
  -- Rows that begin and end, and rows that are only ever added.
  FOR kept IN SELECT * FROM (VALUES
    ('affiliations', 't.starts_at <= (SELECT as_of.at()) AND t.starts_at <= (SELECT as_of.known_at())'),
    ('memberships', 't.starts_at <= (SELECT as_of.at()) AND t.starts_at <= (SELECT as_of.known_at())'),
    ('profile_sources', 't.starts_at <= (SELECT as_of.at()) AND t.starts_at <= (SELECT as_of.known_at())'),
    ('profile_publications', 't.published_at <= (SELECT as_of.known_at())'),
    ('finding_events', 't.at <= (SELECT as_of.at()) AND t.recorded_at <= (SELECT as_of.known_at())'),
    ('acceptance_events', 't.at <= (SELECT as_of.at()) AND t.recorded_at <= (SELECT as_of.known_at())'),
    ('checks_due', 't.due_at <= (SELECT as_of.at()) AND t.recorded_at <= (SELECT as_of.known_at())')
  ) AS t (name, key)
  LOOP
    SELECT string_agg(CASE a.attname
      WHEN 'ends_at' THEN 'CASE WHEN t.ends_at <= (SELECT as_of.at()) AND t.ends_at <= (SELECT as_of.known_at())
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
SELECT as_of.make_views();
