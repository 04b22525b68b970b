-- As in 0031; but follows the links of those asked about, and does not look at everybody else's: what
-- a club that joins costs does not grow with how many others there are.
CREATE OR REPLACE FUNCTION rules_above(top uuid)
RETURNS TABLE (organisation_id uuid, publisher uuid, kind text, name text, starts_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE below AS (
    SELECT top AS id
    UNION
    SELECT a.other_organisation_id FROM below b
    JOIN public.affiliations a ON a.organisation_id = b.id AND a.side = 'lower' AND a.ends_at IS NULL
  ), above AS (
    SELECT b.id, l.upper, l.kind, l.name, l.starts_at
    FROM below b CROSS JOIN LATERAL (
    SELECT up.other_organisation_id AS upper, up.other_kind AS kind, up.other_name AS name,
      up.starts_at
    FROM public.affiliations up
    WHERE up.organisation_id = b.id AND up.side = 'upper' AND up.ends_at IS NULL
      AND up.other_kind IN ('governing_body', 'region') AND EXISTS (
        SELECT FROM public.affiliations down WHERE down.organisation_id = up.other_organisation_id
          AND down.other_organisation_id = up.organisation_id AND down.side = 'lower'
          AND down.ends_at IS NULL)
  ) l
    UNION
    SELECT a.id, l.upper, l.kind, l.name, greatest(a.starts_at, l.starts_at)
    FROM above a CROSS JOIN LATERAL (
    SELECT up.other_organisation_id AS upper, up.other_kind AS kind, up.other_name AS name,
      up.starts_at
    FROM public.affiliations up
    WHERE up.organisation_id = a.upper AND up.side = 'upper' AND up.ends_at IS NULL
      AND up.other_kind IN ('governing_body', 'region') AND EXISTS (
        SELECT FROM public.affiliations down WHERE down.organisation_id = up.other_organisation_id
          AND down.other_organisation_id = up.organisation_id AND down.side = 'lower'
          AND down.ends_at IS NULL)
  ) l
  )
  SELECT DISTINCT ON (a.id, a.upper) a.id, a.upper, a.kind, a.name, a.starts_at
  FROM above a WHERE a.id <> a.upper ORDER BY a.id, a.upper, a.starts_at
$$;
