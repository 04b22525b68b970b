CREATE TABLE "preview_answers" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"preview_id" uuid NOT NULL,
	"judged" boolean,
	"newly_short" text[],
	"newly_advised" text[],
	"no_longer" text[],
	"answered_at" timestamp with time zone,
	CONSTRAINT "preview_answers_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "preview_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "preview_questions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"preview_id" uuid NOT NULL,
	"publisher_organisation_id" uuid NOT NULL,
	"document" jsonb NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"judged" boolean,
	"newly_short" text[],
	"newly_advised" text[],
	"no_longer" text[],
	"answered_at" timestamp with time zone,
	CONSTRAINT "preview_questions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "preview_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "profile_drafts" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"document" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "profile_drafts_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "profile_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "profile_previews" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"document" jsonb NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"clubs" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "profile_previews_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "profile_previews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "profile_publications" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"publisher_organisation_id" uuid NOT NULL,
	"profile" text NOT NULL,
	"version" integer NOT NULL,
	"document" jsonb NOT NULL,
	"note" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"in_force_from" timestamp with time zone NOT NULL,
	"published_by" uuid,
	CONSTRAINT "profile_publications_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "profile_publications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "profile_sources" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"publisher_organisation_id" uuid NOT NULL,
	"publisher_kind" text NOT NULL,
	"publisher_name" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "profile_sources_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "profile_sources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "preview_answers_preview" ON "preview_answers" USING btree ("organisation_id","preview_id");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_drafts_open" ON "profile_drafts" USING btree ("organisation_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "profile_previews_draft" ON "profile_previews" USING btree ("organisation_id","draft_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_publications_version" ON "profile_publications" USING btree ("organisation_id","publisher_organisation_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_sources_current" ON "profile_sources" USING btree ("organisation_id","publisher_organisation_id") WHERE ends_at is null;--> statement-breakpoint
CREATE INDEX "profile_sources_publisher" ON "profile_sources" USING btree ("publisher_organisation_id");--> statement-breakpoint
CREATE POLICY "tenant" ON "preview_answers" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "preview_questions" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "profile_drafts" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "profile_previews" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "profile_publications" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "profile_sources" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['profile_publications', 'profile_sources', 'profile_drafts',
                           'profile_previews', 'preview_questions', 'preview_answers']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON %I TO app, delivery', t);
    EXECUTE format('CREATE POLICY delivery_reads ON %I FOR SELECT TO delivery USING (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['profile_publications', 'profile_sources', 'preview_questions',
                           'preview_answers']
  LOOP
    EXECUTE format('GRANT INSERT ON %I TO delivery', t);
    EXECUTE format('CREATE POLICY delivery_adds ON %I FOR INSERT TO delivery WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT INSERT ON profile_publications, profile_drafts, profile_previews TO app;
--> statement-breakpoint
GRANT UPDATE (state, document, revision, changed_at, changed_by) ON profile_drafts TO app;
--> statement-breakpoint
GRANT UPDATE (clubs) ON profile_previews TO app;
--> statement-breakpoint
GRANT UPDATE (judged, newly_short, newly_advised, no_longer, answered_at) ON preview_questions TO app;
--> statement-breakpoint
GRANT UPDATE (publisher_name, ends_at) ON profile_sources TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_changes ON profile_sources FOR UPDATE TO delivery USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Nobody publishes in another's name: what others published comes by delivery alone.
CREATE POLICY own_rules ON profile_publications AS RESTRICTIVE FOR INSERT TO app
WITH CHECK (publisher_organisation_id = organisation_id);
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON profile_publications
FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON profile_publications
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- A club is to be judged again at that time, from what was read. Where that is under way already, it
-- has to begin again, because it began under what was known before: its lease is lost.
CREATE FUNCTION due_judge_again(club uuid, at_time timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  VALUES ('judge-again', club, club, at_time)
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at), lease_token = NULL, lease_until = NULL
$$;
--> statement-breakpoint

-- A publication of the transaction's organisation, to each region and club that its rules hold for
-- now, with one `due` row a club. Returns how many it reached.
CREATE FUNCTION deliver_profile(publication uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE giver uuid := public.current_organisation(); p public.profile_publications; reached integer;
BEGIN
  SELECT * INTO p FROM public.profile_publications x WHERE x.organisation_id = giver
    AND x.id = publication AND x.publisher_organisation_id = giver;
  IF p.id IS NULL THEN RETURN 0; END IF;
  -- One that is affiliated at the same moment is waited for, and the other way round.
  PERFORM pg_advisory_xact_lock(hashtextextended('rules:' || giver, 0));
  -- Held until the transaction ends: an affiliation that ends meanwhile waits.
  PERFORM FROM public.profile_sources s
  WHERE s.publisher_organisation_id = giver AND s.ends_at IS NULL ORDER BY s.organisation_id
  FOR SHARE;
  INSERT INTO public.profile_publications (organisation_id, id, publisher_organisation_id, profile,
    version, document, note, published_at, in_force_from)
  SELECT s.organisation_id, p.id, giver, p.profile, p.version, p.document, p.note, p.published_at,
    p.in_force_from
  FROM public.profile_sources s
  WHERE s.publisher_organisation_id = giver AND s.ends_at IS NULL
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS reached = ROW_COUNT;
  PERFORM public.due_judge_again(o.organisation_id, greatest(p.in_force_from, p.published_at))
  FROM public.organisations o
  WHERE o.kind = 'club' AND (o.organisation_id = giver OR o.organisation_id IN (
    SELECT s.organisation_id FROM public.profile_sources s
    WHERE s.publisher_organisation_id = giver AND s.ends_at IS NULL));
  RETURN reached;
END $$;
--> statement-breakpoint

-- Whose rules hold for an organisation and for all below it: each body and region above, where every
-- affiliation between is in force at both ends.
CREATE FUNCTION rules_above(top uuid)
RETURNS TABLE (organisation_id uuid, publisher uuid, kind text, name text, starts_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE link AS (
    SELECT up.organisation_id AS lower, up.other_organisation_id AS upper, up.other_kind AS kind,
      up.other_name AS name, up.starts_at
    FROM public.affiliations up
    WHERE up.side = 'upper' AND up.ends_at IS NULL
      AND up.other_kind IN ('governing_body', 'region') AND EXISTS (
        SELECT FROM public.affiliations down WHERE down.organisation_id = up.other_organisation_id
          AND down.other_organisation_id = up.organisation_id AND down.side = 'lower'
          AND down.ends_at IS NULL)
  ), below AS (
    SELECT top AS id
    UNION
    SELECT a.other_organisation_id FROM below b
    JOIN public.affiliations a ON a.organisation_id = b.id AND a.side = 'lower' AND a.ends_at IS NULL
  ), above AS (
    SELECT b.id, l.upper, l.kind, l.name, l.starts_at
    FROM below b JOIN link l ON l.lower = b.id
    UNION
    SELECT a.id, l.upper, l.kind, l.name, greatest(a.starts_at, l.starts_at)
    FROM above a JOIN link l ON l.lower = a.upper
  )
  SELECT DISTINCT ON (a.id, a.upper) a.id, a.upper, a.kind, a.name, a.starts_at
  FROM above a WHERE a.id <> a.upper ORDER BY a.id, a.upper, a.starts_at
$$;
--> statement-breakpoint

-- Brings that up to date where an affiliation has begun or ended, with what those above have
-- published, from the version in force on. Clubs for which rules begin or end are judged again.
CREATE FUNCTION follow_affiliations(top uuid, at_time timestamptz) RETURNS void
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
      SELECT FROM public.profile_publications p WHERE p.organisation_id = a.organisation_id
        AND p.publisher_organisation_id = a.publisher_organisation_id);
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
      SELECT FROM public.profile_publications p WHERE p.organisation_id = a.organisation_id
        AND p.publisher_organisation_id = a.publisher_organisation_id);
  END LOOP;
END $$;
--> statement-breakpoint

CREATE FUNCTION affiliation_followed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.follow_affiliations(
    CASE NEW.side WHEN 'upper' THEN NEW.organisation_id ELSE NEW.other_organisation_id END,
    coalesce(NEW.ends_at, NEW.starts_at));
  RETURN NULL;
END $$;
--> statement-breakpoint

-- A question of the transaction's organisation, how each club below would stand under a draft: to
-- each club that its rules hold for now, with one `due` row. Returns how many it reached.
CREATE FUNCTION ask_preview(preview uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE giver uuid := public.current_organisation(); reached integer;
BEGIN
  WITH asked AS (
    INSERT INTO public.preview_questions AS q (organisation_id, id, preview_id,
      publisher_organisation_id, document, asked_at)
    SELECT s.organisation_id, gen_random_uuid(), p.id, giver, p.document, p.asked_at
    FROM public.profile_previews p
    JOIN public.profile_sources s ON s.publisher_organisation_id = giver AND s.ends_at IS NULL
    JOIN public.organisations o ON o.organisation_id = s.organisation_id AND o.kind = 'club'
    WHERE p.organisation_id = giver AND p.id = preview
    RETURNING q.organisation_id, q.id, q.asked_at
  ), hinted AS (
    INSERT INTO system.due (kind, organisation_id, subject_id, at)
    SELECT 'judge-preview', asked.organisation_id, asked.id, asked.asked_at FROM asked
    RETURNING 1
  )
  SELECT count(*) INTO reached FROM hinted;
  RETURN reached;
END $$;
--> statement-breakpoint

-- What a club's own readings say to that question, to who asked it, where its rules still hold for
-- the club: counts alone, and not whose. Returns false, and writes nothing, where they do not.
CREATE FUNCTION answer_preview(question uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written integer;
BEGIN
  INSERT INTO public.preview_answers (organisation_id, id, preview_id, judged, newly_short,
    newly_advised, no_longer, answered_at)
  SELECT q.publisher_organisation_id, q.id, q.preview_id, q.judged, q.newly_short, q.newly_advised,
    q.no_longer, q.answered_at
  FROM public.preview_questions q
  JOIN public.profile_sources s ON s.organisation_id = q.organisation_id
    AND s.publisher_organisation_id = q.publisher_organisation_id AND s.ends_at IS NULL
  JOIN public.profile_previews p ON p.organisation_id = q.publisher_organisation_id
    AND p.id = q.preview_id
  WHERE q.organisation_id = public.current_organisation() AND q.id = question
    AND q.answered_at IS NOT NULL
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written > 0;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('due_judge_again', 'deliver_profile', 'rules_above', 'follow_affiliations',
      'affiliation_followed', 'ask_preview', 'answer_preview')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_profile(uuid), ask_preview(uuid), answer_preview(uuid) TO app;
--> statement-breakpoint
CREATE TRIGGER affiliations_rules AFTER INSERT OR UPDATE OF ends_at ON affiliations
FOR EACH ROW EXECUTE FUNCTION affiliation_followed();
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('due_judge_again', 'deliver_profile', 'rules_above', 'follow_affiliations',
      'affiliation_followed', 'ask_preview', 'answer_preview')
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
-- Open pages hear of them.
DO $$
DECLARE
  said record;
BEGIN
  FOR said IN SELECT * FROM (VALUES
    ('profile_publications', NULL), ('preview_answers', NULL),
    ('profile_sources', 'OLD.ends_at IS DISTINCT FROM NEW.ends_at'),
    ('profile_drafts', '(OLD.state, OLD.revision) IS DISTINCT FROM (NEW.state, NEW.revision)')
  ) AS t (name, changed)
  LOOP
    EXECUTE format('CREATE TRIGGER says_added AFTER INSERT ON %I FOR EACH ROW
      EXECUTE FUNCTION say_changed(%L)', said.name, '');
    CONTINUE WHEN said.changed IS NULL;
    EXECUTE format('CREATE TRIGGER says_changed AFTER UPDATE ON %I FOR EACH ROW WHEN (%s)
      EXECUTE FUNCTION say_changed(%L)', said.name, said.changed, '');
  END LOOP;
END $$;
--> statement-breakpoint
-- Those who are affiliated already.
SET LOCAL ROLE delivery;
--> statement-breakpoint
SELECT public.follow_affiliations(a.organisation_id, a.starts_at) FROM public.affiliations a
WHERE a.side = 'upper' AND a.ends_at IS NULL;
--> statement-breakpoint
SET LOCAL ROLE owner;
