/** What conditions are told of, and where the service keeps them. */
export interface Thing {
  readonly of: "items" | "cases";
  readonly id: string;
}

export const pathOf = ({ of, id }: Thing): string => `/${of}/${id}/conditions`;
