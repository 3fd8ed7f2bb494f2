// What the frame keeps in cookies, so that the next page knows it before it is drawn: the organization that was open, the reader's zone.
const year = 365 * 24 * 60 * 60;
const write = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax`; };

export function remember(name, organization) { write(name, organization); }

export function zone(name) {
  const found = Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
  if (found) write(name, found);
  return found;
}
