-- A consent that was refused here, since it allowed too little, has ended the one before it at Zoom all
-- the same. It became no connection, so it is told by whose it was: whoever relies on a consent of that
-- Zoom user to that app is checked now, and finds out. Ids and times only.
CREATE FUNCTION audit_grant(zoom_user text, zoom_app text, at_time timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE system.due d SET at = least(d.at, at_time)
  FROM public.zoom_connections o
  WHERE o.zoom_user_id = zoom_user AND o.app = zoom_app AND o.state = 'connected'
    AND o.way <> 'host' AND d.kind = 'audit-schedule'
    AND d.organisation_id = o.organisation_id AND d.subject_id = o.id
$$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_grant(text, text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit_grant(text, text, timestamptz) TO app;
--> statement-breakpoint
ALTER FUNCTION audit_grant(text, text, timestamptz) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
