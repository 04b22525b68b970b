ALTER TABLE "meetings" ADD COLUMN "excluded_reason" text;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "excluded_by" uuid;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "excluded_at" timestamp with time zone;--> statement-breakpoint
-- Whether a coach of the transaction's club shares, by their own consent, a connection of this Zoom
-- user with it: then the club's own account need not read them a second time. Yes or no, and nothing
-- else of a person's record.
CREATE FUNCTION coach_shares_zoom_user(coach uuid, zoom_user text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.coaches c
    JOIN public.connection_shares s ON s.organisation_id = c.person_organisation_id
      AND s.club_organisation_id = c.organisation_id AND s.coach_id = c.id AND s.ends_at IS NULL
    JOIN public.zoom_connections z ON z.organisation_id = s.organisation_id
      AND z.id = s.connection_id
    WHERE c.organisation_id = public.current_organisation() AND c.id = coach
      AND c.ends_at IS NULL AND z.way = 'own' AND z.state = 'connected'
      AND z.zoom_user_id = zoom_user)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION coach_shares_zoom_user(uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION coach_shares_zoom_user(uuid, text) TO app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
ALTER FUNCTION coach_shares_zoom_user(uuid, text) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
