/** The address that an invited person opens: the secret behind the #, which no browser sends to a server or a proxy. */

export const linkOf = (secret: string): string => `${window.location.origin}/invitation#${secret}`;
