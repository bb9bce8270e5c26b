-- What ended the take before, by the word of the recorder that began another: the cause of what is missing in between.

ALTER TABLE live_segments ADD COLUMN after text
  CHECK (after IN ('recorder-away', 'recorder-fault', 'recorder-full', 'source-away', 'source-silent', 'source-fault'));
