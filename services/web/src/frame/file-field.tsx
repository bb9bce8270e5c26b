/** A field of a form whose value is a chosen file. */

export function FileField({
  id,
  accept,
  onChange,
}: {
  readonly id?: string;
  readonly accept: string;
  readonly onChange?: (file: File | undefined) => void;
}) {
  return (
    <input
      id={id}
      type="file"
      accept={accept}
      onChange={({ target }) => onChange?.(target.files?.[0])}
    />
  );
}
