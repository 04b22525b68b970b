-- Says when something that pages show has changed, so that an open page can fetch itself anew: whose
-- organisation, and which coach it is about, and no more. It is said when the transaction commits,
-- once for each, and reaches whoever listens: PostgreSQL lets every login listen, so there is nothing
-- in it that another organisation's process may not hold. What is missed is not lost, since it says
-- only when to look.
CREATE FUNCTION say_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE row_of jsonb := to_jsonb(NEW);
BEGIN
  PERFORM pg_notify('touchline_changed',
    concat(row_of ->> 'organisation_id', '/', row_of ->> TG_ARGV[0]));
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION say_changed() FROM PUBLIC;
--> statement-breakpoint
-- Of each table: the column that names the coach, and when a row that is written again counts as
-- changed. Moments of checking are no change where nothing else is.
DO $$
DECLARE
  said record;
BEGIN
  FOR said IN SELECT * FROM (VALUES
    ('findings', 'coach_id', '(OLD.state, OLD.because, OLD.level) IS DISTINCT FROM
      (NEW.state, NEW.because, NEW.level)'),
    ('result_changes', 'coach_id', NULL),
    ('club_audits', 'coach_id', 'OLD.state IS DISTINCT FROM NEW.state'),
    ('coach_connections', 'coach_id',
      '(OLD.coach_id, OLD.state, OLD.share_ends_at, OLD.unsorted_meetings) IS DISTINCT FROM
      (NEW.coach_id, NEW.state, NEW.share_ends_at, NEW.unsorted_meetings)'),
    ('coaches', 'id', 'OLD IS DISTINCT FROM NEW'),
    ('sessions', 'coach_id', 'OLD IS DISTINCT FROM NEW'),
    ('roll_ups', '', 'OLD.good_until < now() OR (OLD.coaches, OLD.coaches_not_connected,
      OLD.coaches_not_known, OLD.coaches_unsorted, OLD.blocking, OLD.advisory, OLD.could_not_check,
      OLD.left_at) IS DISTINCT FROM (NEW.coaches, NEW.coaches_not_connected, NEW.coaches_not_known,
      NEW.coaches_unsorted, NEW.blocking, NEW.advisory, NEW.could_not_check, NEW.left_at)'),
    ('audits', '', 'OLD.state IS DISTINCT FROM NEW.state'),
    ('meetings', '', 'OLD.sorted IS DISTINCT FROM NEW.sorted'),
    ('zoom_connections', '', '(OLD.state, OLD.scopes) IS DISTINCT FROM (NEW.state, NEW.scopes)')
  ) AS t (name, coach, changed)
  LOOP
    EXECUTE format('CREATE TRIGGER says_added AFTER INSERT ON %I FOR EACH ROW
      EXECUTE FUNCTION say_changed(%L)', said.name, said.coach);
    CONTINUE WHEN said.changed IS NULL;
    EXECUTE format('CREATE TRIGGER says_changed AFTER UPDATE ON %I FOR EACH ROW WHEN (%s)
      EXECUTE FUNCTION say_changed(%L)', said.name, said.changed, said.coach);
  END LOOP;
END $$;
