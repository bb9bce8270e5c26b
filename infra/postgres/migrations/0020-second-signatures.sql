-- A second signature over a manifest, in other algorithms (SM2 with SM3); null where none is made. No rewrite of the table.
ALTER TABLE seals ADD COLUMN second_signature bytea;
