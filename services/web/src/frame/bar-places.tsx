/** The places of the bar: a group opens a list of links (WAI-ARIA's disclosure of navigation), on a phone behind one button. */
import { DownOutlined, MenuOutlined } from "@ant-design/icons";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { NavLink, useLocation } from "react-router";
import type { MeBody } from "../../../review/api-schema.ts";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { type Group, type Place, groupsFor, isAt } from "./places.ts";

export function BarPlaces({ me }: { readonly me: MeBody }) {
  const say = useSay();
  const nav = useRef<HTMLElement>(null);
  const menu = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<TextKey | null>(null);
  const [isUnfolded, setUnfolded] = useState(false);
  const close = (): void => {
    setOpen(null);
    setUnfolded(false);
  };
  // On a phone a list lies between the others: if it closed, what is being pressed would move away.
  const leave = (): void => {
    if (menu.current?.offsetParent === null) setOpen(null);
  };
  useCloseOutside(nav, open !== null, leave);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === "Escape") {
      // Back to what opened it.
      const openers = event.currentTarget.querySelectorAll<HTMLElement>("[aria-expanded=true]");
      [...openers].at(-1)?.focus();
      close();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") moveFocus(event);
  };
  return (
    <nav
      ref={nav}
      aria-label={say("frame.nav")}
      className={isUnfolded ? "is-unfolded" : undefined}
      onKeyDown={onKeyDown}
    >
      <button
        ref={menu}
        type="button"
        className="bar-menu"
        aria-expanded={isUnfolded}
        aria-controls="bar-places"
        onClick={() => setUnfolded(!isUnfolded)}
      >
        <MenuOutlined aria-hidden /> {say("bar.menu")}
      </button>
      <ul id="bar-places">
        {groupsFor(me).map((group) => (
          <GroupItem
            key={group.text}
            group={group}
            isOpen={open === group.text}
            onToggle={() => setOpen(open === group.text ? null : group.text)}
            onLeft={leave}
            onGone={close}
          />
        ))}
      </ul>
    </nav>
  );
}

function GroupItem({
  group: { text, places },
  isOpen,
  onToggle,
  onLeft,
  onGone,
}: {
  readonly group: Group;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onLeft: () => void;
  readonly onGone: () => void;
}) {
  const say = useSay();
  const { pathname } = useLocation();
  const [first] = places;
  // A menu of one place would only be in the way.
  if (first !== undefined && places.length === 1) {
    return (
      <li>
        <PlaceLink place={first} onGone={onGone} />
      </li>
    );
  }
  const isHere = places.some((place) => isAt(pathname, place));
  const id = `bar-${text.slice(text.indexOf(".") + 1)}`;
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    // Null: by a click, which is seen elsewhere, or because another window is looked at.
    if (isOpen && relatedTarget !== null && !currentTarget.contains(relatedTarget)) onLeft();
  };
  return (
    <li onBlur={onBlur}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        {...(isHere && { "aria-current": "true" as const, className: "active" })}
        onClick={onToggle}
      >
        {say(text)} <DownOutlined aria-hidden />
      </button>
      <ul id={id} hidden={!isOpen}>
        {places.map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} onGone={onGone} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function PlaceLink({
  place: { to, text },
  onGone,
}: {
  readonly place: Place;
  readonly onGone: () => void;
}) {
  const say = useSay();
  return (
    <NavLink to={to} end={to === "/"} onClick={onGone}>
      {say(text)}
    </NavLink>
  );
}

function useCloseOutside(
  inside: { readonly current: HTMLElement | null },
  isOpen: boolean,
  onOutside: () => void,
): void {
  const close = useRef(onOutside);
  close.current = onOutside;
  useEffect(() => {
    if (!isOpen) return;
    const look = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node) || inside.current?.contains(target) !== true) close.current();
    };
    document.addEventListener("pointerdown", look);
    return () => document.removeEventListener("pointerdown", look);
  }, [isOpen, inside]);
}

/** From the open group's button through its links, and round. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const opener = event.currentTarget.querySelector("li > [aria-expanded=true]");
  if (!(opener instanceof HTMLElement)) return;
  const links = opener.parentElement?.querySelectorAll<HTMLElement>("ul a") ?? [];
  const stops = [opener, ...links];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  if (at === -1) return;
  event.preventDefault();
  const step = event.key === "ArrowDown" ? 1 : -1;
  stops[(at + step + stops.length) % stops.length]?.focus();
}
