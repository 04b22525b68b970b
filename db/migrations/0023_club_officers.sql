CREATE TABLE "club_officers" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"club_organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	CONSTRAINT "club_officers_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "club_officers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "club_officers_club" ON "club_officers" USING btree ("club_organisation_id","organisation_id");--> statement-breakpoint
CREATE POLICY "tenant" ON "club_officers" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE club_officers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT ON club_officers TO app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON club_officers TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON club_officers FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_adds ON club_officers FOR INSERT TO delivery WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY delivery_ends ON club_officers FOR DELETE TO delivery USING (true);
--> statement-breakpoint

-- Who looks after children's safety at a club, to each body and region above it whose affiliation is
-- in force at both ends: ids of memberships and logins, as they are now. Whoever is not one of them
-- any more, or is not that reader's to write to, goes. Of all clubs where none is named.
CREATE FUNCTION deliver_officers(of_club uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- Held until the transaction ends: an affiliation that ends meanwhile waits, and then takes all away.
  PERFORM FROM public.affiliations a WHERE a.side = 'upper' AND a.ends_at IS NULL
    AND (of_club IS NULL OR a.organisation_id = of_club) FOR SHARE;
  INSERT INTO public.club_officers (organisation_id, id, club_organisation_id, user_id, starts_at)
  SELECT up.other_organisation_id, m.id, m.organisation_id, m.user_id, m.starts_at
  FROM public.affiliations up
  JOIN public.affiliations down ON down.organisation_id = up.other_organisation_id
    AND down.other_organisation_id = up.organisation_id AND down.side = 'lower'
    AND down.ends_at IS NULL
  JOIN public.memberships m ON m.organisation_id = up.organisation_id
    AND m.role = 'welfare_officer' AND m.ends_at IS NULL
  WHERE up.side = 'upper' AND up.ends_at IS NULL AND up.other_kind IN ('governing_body', 'region')
    AND (of_club IS NULL OR up.organisation_id = of_club)
  ON CONFLICT DO NOTHING;
  DELETE FROM public.club_officers x
  WHERE (of_club IS NULL OR x.club_organisation_id = of_club) AND NOT EXISTS (
    SELECT FROM public.affiliations up
    JOIN public.affiliations down ON down.organisation_id = up.other_organisation_id
      AND down.other_organisation_id = up.organisation_id AND down.side = 'lower'
      AND down.ends_at IS NULL
    JOIN public.memberships m ON m.organisation_id = up.organisation_id
      AND m.role = 'welfare_officer' AND m.ends_at IS NULL
    WHERE up.organisation_id = x.club_organisation_id AND up.side = 'upper'
      AND up.ends_at IS NULL AND up.other_organisation_id = x.organisation_id AND m.id = x.id);
END $$;
--> statement-breakpoint

-- Whatever changes who it is, or above whom a club is, delivers them again: by whichever way.
CREATE FUNCTION officers_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF TG_TABLE_NAME = 'memberships' THEN
    PERFORM public.deliver_officers(NEW.organisation_id);
  ELSIF NEW.side = 'upper' THEN
    PERFORM public.deliver_officers(NEW.organisation_id);
  ELSE
    PERFORM public.deliver_officers(NEW.other_organisation_id);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION deliver_officers(uuid) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION officers_changed() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER memberships_officers AFTER INSERT OR UPDATE OF role, ends_at ON memberships
FOR EACH ROW WHEN (NEW.role = 'welfare_officer') EXECUTE FUNCTION officers_changed();
--> statement-breakpoint
CREATE TRIGGER affiliations_officers AFTER INSERT OR UPDATE OF ends_at ON affiliations
FOR EACH ROW EXECUTE FUNCTION officers_changed();
--> statement-breakpoint
ALTER FUNCTION deliver_officers(uuid) OWNER TO delivery;
--> statement-breakpoint
ALTER FUNCTION officers_changed() OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
-- Those who are there already.
SET LOCAL ROLE delivery;
--> statement-breakpoint
SELECT public.deliver_officers(NULL);
--> statement-breakpoint
SET LOCAL ROLE owner;
