ALTER TABLE "zoom_tokens" ADD COLUMN "refreshing_until" timestamp with time zone;--> statement-breakpoint
-- The end of a share, to the club that could see the connection: it keeps what it was given, and
-- knows since when nothing more comes. False, and nothing written, while the share is in force.
CREATE FUNCTION deliver_share_end(share uuid) RETURNS boolean
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
  RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION deliver_share_end(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_share_end(uuid) TO app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
ALTER FUNCTION deliver_share_end(uuid) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
