DO $sharing$
DECLARE
  schema text := current_schema();
  relation text;
BEGIN
  IF to_regrole(quote_ident(schema || '_owner')) IS NULL THEN
    RETURN;
  END IF;
  FOR relation IN SELECT relname FROM pg_class WHERE relnamespace = schema::regnamespace AND relkind IN ('r', 'v') LOOP
    EXECUTE format('GRANT SELECT ON %I TO %I, %I', relation, schema || '_writer', schema || '_reader');
    EXECUTE format('ALTER TABLE %I OWNER TO %I', relation, schema || '_owner');
  END LOOP;
  FOR relation IN SELECT p.proname FROM pg_proc p WHERE p.pronamespace = schema::regnamespace AND p.proname LIKE 'tempodb\_%' LOOP
    EXECUTE format('ALTER FUNCTION %I() OWNER TO %I', relation, schema || '_owner');
  END LOOP;
  EXECUTE format('GRANT INSERT ON tx, assertion, file_text, entity, interned, label, belief TO %I', schema || '_writer');
  EXECUTE format('GRANT UPDATE (recorded_to) ON belief TO %I', schema || '_writer');
  EXECUTE format('GRANT UPDATE (changes) ON tempodb TO %I', schema || '_writer');
  EXECUTE format('GRANT DELETE ON file_text TO %I', schema || '_writer');
END
$sharing$;
