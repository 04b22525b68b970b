DROP INDEX "zoom_connections_one";--> statement-breakpoint
CREATE INDEX "zoom_connections_user" ON "zoom_connections" USING btree ("zoom_user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "zoom_connections_one" ON "zoom_connections" USING btree ("organisation_id","zoom_user_id") WHERE state = 'connected' and way = 'own';--> statement-breakpoint
-- Several people may connect one Zoom user, or several clubs one account: each proved the consent, and
-- each has a connection of their own, with their own sorting and shares. Zoom keeps one set of tokens
-- for a user and an app, and the newest consent ends those before it: so the tokens stand once, with
-- whoever consented last, and the others are read with them. Nobody is told of anybody else.
GRANT SELECT, INSERT, DELETE ON zoom_tokens TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_adds ON zoom_tokens FOR INSERT TO delivery WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY delivery_ends ON zoom_tokens FOR DELETE TO delivery USING (true);
--> statement-breakpoint

-- Connected connections of others for the same Zoom user and app as one of the transaction's own.
CREATE FUNCTION same_grant(connection uuid)
RETURNS TABLE (organisation_id uuid, connection_id uuid, connected_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.organisation_id, o.id, o.connected_at
  FROM public.zoom_connections mine
  JOIN public.zoom_connections o ON o.zoom_user_id = mine.zoom_user_id AND o.app = mine.app
    AND o.state = 'connected' AND o.way <> 'host' AND o.organisation_id <> mine.organisation_id
  WHERE mine.organisation_id = public.current_organisation() AND mine.id = connection
    AND mine.way <> 'host'
$$;
--> statement-breakpoint

-- After a consent: of all who connected this Zoom user by this app, only the tokens of the newest
-- consent stay.
CREATE FUNCTION supersede_tokens(connection uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE mine public.zoom_connections;
BEGIN
  SELECT * INTO mine FROM public.zoom_connections z
  WHERE z.organisation_id = public.current_organisation() AND z.id = connection;
  IF mine.id IS NULL OR mine.way = 'host' THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('grant:' || mine.app || ':' || mine.zoom_user_id, 0));
  IF EXISTS (SELECT FROM public.same_grant(connection) o
    JOIN public.zoom_tokens t ON t.organisation_id = o.organisation_id
      AND t.connection_id = o.connection_id
    WHERE o.connected_at > mine.connected_at)
  THEN
    DELETE FROM public.zoom_tokens t
    WHERE t.organisation_id = mine.organisation_id AND t.connection_id = mine.id;
  ELSE
    DELETE FROM public.zoom_tokens t USING public.same_grant(connection) o
    WHERE t.organisation_id = o.organisation_id AND t.connection_id = o.connection_id;
  END IF;
END $$;
--> statement-breakpoint

-- Where the tokens stand with which a connection that has none of its own is read: for workers, of a
-- connection that its holder named.
CREATE FUNCTION token_keeper(holder uuid, connection uuid)
RETURNS TABLE (organisation_id uuid, connection_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.organisation_id, o.id
  FROM public.zoom_connections asked
  JOIN public.zoom_connections o ON o.zoom_user_id = asked.zoom_user_id AND o.app = asked.app
    AND o.state = 'connected'
  JOIN public.zoom_tokens t ON t.organisation_id = o.organisation_id AND t.connection_id = o.id
  WHERE asked.organisation_id = holder AND asked.id = connection AND asked.state = 'connected'
    AND asked.way <> 'host'
  ORDER BY o.connected_at DESC LIMIT 1
$$;
--> statement-breakpoint

-- To whom the tokens of a connection go when its own person ends it; nobody where nobody else
-- connected the same Zoom user.
CREATE FUNCTION token_heir(connection uuid)
RETURNS TABLE (organisation_id uuid, connection_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.organisation_id, o.connection_id FROM public.same_grant(connection) o
  WHERE EXISTS (SELECT FROM public.zoom_tokens t
    WHERE t.organisation_id = public.current_organisation() AND t.connection_id = connection)
  ORDER BY o.connected_at DESC LIMIT 1
$$;
--> statement-breakpoint

-- Gives the tokens, sealed anew for their heir, to the heir, and takes them from the transaction's own
-- connection. False, and nothing done, where there is no such heir or nothing to give.
CREATE FUNCTION hand_over_tokens(connection uuid, heir uuid, access text, refresh text, key text,
  new_version integer)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE h record; mine public.zoom_tokens;
BEGIN
  SELECT * INTO h FROM public.token_heir(connection) x WHERE x.connection_id = heir;
  IF h.connection_id IS NULL THEN RETURN false; END IF;
  DELETE FROM public.zoom_tokens t
  WHERE t.organisation_id = public.current_organisation() AND t.connection_id = connection
  RETURNING * INTO mine;
  IF mine.connection_id IS NULL THEN RETURN false; END IF;
  INSERT INTO public.zoom_tokens (organisation_id, connection_id, access_sealed, refresh_sealed,
    key_id, version, expires_at)
  VALUES (h.organisation_id, h.connection_id, access, refresh, key, new_version, mine.expires_at)
  ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;
--> statement-breakpoint

-- The consent is over at Zoom: whoever else relied on it is checked now, and finds that out.
CREATE FUNCTION audit_same_grant(connection uuid, at_time timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE system.due d SET at = least(d.at, at_time)
  FROM public.same_grant(connection) o
  WHERE d.kind = 'audit-schedule' AND d.organisation_id = o.organisation_id
    AND d.subject_id = o.connection_id
$$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text;
  granted jsonb := '{
    "same_grant(uuid)": "delivery",
    "supersede_tokens(uuid)": "app",
    "token_keeper(uuid, uuid)": "system",
    "token_heir(uuid)": "app",
    "hand_over_tokens(uuid, uuid, text, text, text, integer)": "app",
    "audit_same_grant(uuid, timestamptz)": "app"
  }';
BEGIN
  FOR f IN SELECT jsonb_object_keys(granted) LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', f, granted ->> f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
