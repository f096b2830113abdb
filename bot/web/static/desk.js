// The desk's pages: pieces that change are merged in without losing focus, drafts outlive a lost line and a reload,
// and something urgent is heard in a background tab. Words stay in this tab: sessionStorage, emptied at sign-out, by somebody
// else who signs in, and a while after a sign-in has run out.

(() => {
  const DRAFTS = "desk.draft.";
  const HEARD = "desk.heard";
  const SOUND = "desk.sound";
  const SIGNED_OUT = "desk.signed-out";
  const NEAR_THE_END = 80; // pixels; closer than this counts as reading the latest message
  const DRAFT_HOLDS = 30 * 60 * 1000; // milliseconds in which whoever was signed out comes back to what they had typed
  const TOLD_FOR = 5000; // milliseconds for which a deed is said to be done
  const CHIME_EVERY = 3000; // milliseconds between two sounds at least

  const byId = (id) => document.getElementById(id);

  // --- Merging -------------------------------------------------------------------------------------------------------

  // Brings `old` to what `fresh` says. Children of a keyed element are told apart by their id; those that are the same
  // stay untouched, so focus, open panels and what a screen reader has read stay as they are.
  function merge(old, fresh, made) {
    if (old.isEqualNode(fresh)) return;
    if (!("keyed" in old.dataset && "keyed" in fresh.dataset)) {
      old.replaceWith(fresh);
      made.push(fresh);
      return;
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    const wanted = [...fresh.children];
    const ids = new Set(wanted.map((child) => child.id));
    for (const child of [...old.children]) if (!ids.has(child.id)) child.remove();
    let place = old.firstElementChild;
    for (const child of wanted) {
      const present = child.id && [...old.children].find((one) => one.id === child.id);
      if (!present) {
        old.insertBefore(child, place);
        made.push(child);
        continue;
      }
      if (present !== place) old.insertBefore(present, place);
      merge(present, child, made);
      place = byId(child.id).nextElementSibling;
    }
  }

  htmx.defineExtension("keep", {
    isInlineSwap: (style) => style === "keep",
    handleSwap(style, target, fragment) {
      if (style !== "keep") return false;
      const made = [];
      const held = document.activeElement;
      for (const fresh of [...fragment.children]) {
        const old = fresh.id && byId(fresh.id);
        if (old) merge(old, fresh, made);
      }
      if (held?.isConnected && held !== document.activeElement) held.focus({ preventScroll: true }); // it was only moved
      return made;
    },
  });

  // --- Drafts --------------------------------------------------------------------------------------------------------

  function newKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  }

  function field(form) {
    return form.querySelector("textarea");
  }

  const me = document.body.dataset.me;

  function keep(form) {
    const box = field(form);
    const name = DRAFTS + form.dataset.draft;
    if (!box.value) {
      sessionStorage.removeItem(name);
      return;
    }
    const draft = { text: box.value, key: form.elements.key?.value, caret: box.selectionStart, by: me, at: Date.now() };
    draft.focused = document.activeElement === box;
    sessionStorage.setItem(name, JSON.stringify(draft));
  }

  function restore(form) {
    const kept = sessionStorage.getItem(DRAFTS + form.dataset.draft);
    if (!kept) return;
    const draft = JSON.parse(kept);
    const box = field(form);
    box.value = draft.text;
    if (draft.key && form.elements.key) form.elements.key.value = draft.key; // sent again, it is the same reply
    grow(box);
    if (draft.focused) {
      box.focus({ preventScroll: true });
      box.setSelectionRange(draft.caret, draft.caret);
    }
    htmx.trigger(box, "draft");
  }

  function clear(form) {
    field(form).value = "";
    if (form.elements.key) form.elements.key.value = newKey();
    keep(form);
    grow(field(form));
    const count = form.querySelector(".answer__count");
    if (count) count.textContent = "";
  }

  function forgetDrafts() {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith("desk.")) sessionStorage.removeItem(name);
  }

  function emptyDesk() {
    for (const form of document.querySelectorAll("[data-draft]")) field(form).value = "";
    forgetDrafts();
  }

  // What somebody else had typed, or what nobody came back to.
  function forgetStrangeDrafts() {
    for (const name of Object.keys(sessionStorage).filter((one) => one.startsWith(DRAFTS))) {
      const { by, at } = JSON.parse(sessionStorage.getItem(name));
      if ((me && by !== me) || Date.now() - at > DRAFT_HOLDS) sessionStorage.removeItem(name);
    }
  }

  function grow(box) {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  // --- What went wrong -----------------------------------------------------------------------------------------------

  function trouble(sentence) {
    const place = byId("trouble");
    place.textContent = sentence;
    place.hidden = !sentence;
    if (sentence) place.scrollIntoView({ block: "nearest" });
  }

  const asksByItself = (element) => element?.closest?.("[data-background]") === element || "quiet" in (element?.dataset ?? {});

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (asksByItself(detail.elt) && !("quiet" in detail.elt.dataset)) detail.headers["X-Background"] = "1";
  });

  // While a deed of the person is under way, it says where to go next; the page does not rebuild itself before.
  let underWay = 0;
  let leaving = false;

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (asksByItself(detail.elt)) return;
    trouble("");
    underWay += 1;
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (asksByItself(detail.elt)) return;
    underWay -= 1;
    leaving ||= Boolean(detail.xhr.getResponseHeader("HX-Redirect"));
    rebuildIfAnother();
  });

  document.addEventListener("htmx:responseError", ({ detail }) => {
    if (asksByItself(detail.elt) || detail.xhr.getResponseHeader("HX-Redirect")) return;
    const answer = new DOMParser().parseFromString(detail.xhr.responseText, "text/html").body.textContent.trim();
    trouble(answer && answer.length < 400 ? answer : byId("trouble").dataset.failed);
  });

  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, ({ detail }) => {
      if (asksByItself(detail.elt)) return;
      trouble(detail.elt.closest("[data-not-sent]")?.dataset.notSent ?? byId("trouble").dataset.failed);
    });
  }

  document.addEventListener("htmx:sseError", () => {
    byId("lost").hidden = false;
  });
  document.addEventListener("htmx:sseOpen", () => {
    byId("lost").hidden = true;
  });
  document.addEventListener("htmx:sseClose", ({ detail }) => {
    if (detail.type === "message") leave();
  });

  // The sign-in has ended: nothing that was read stays on the screen, and whoever signs in again comes back here.
  function leave() {
    saveAll();
    location.assign(`/desk/sign-in?next=${encodeURIComponent(location.pathname)}`);
  }

  // --- Sound and title -----------------------------------------------------------------------------------------------

  const title = document.title;
  let audio = null;
  let chime = null;
  let coming = null;
  let lastChime = 0;

  // A browser lets a page make sound once the person has touched it; from then on also in the background.
  async function prepareSound() {
    audio ??= new AudioContext();
    // One that did not come is fetched again at the next touch: a line that dropped once must not silence the desk.
    coming ??= fetchChime().catch(() => {
      coming = null;
    });
    if (audio.state === "suspended") await audio.resume();
  }

  async function fetchChime() {
    const file = await fetch("/static/urgent.wav");
    if (!file.ok) throw new Error(`no sound: ${file.status}`);
    chime = await audio.decodeAudioData(await file.arrayBuffer());
  }

  function ring() {
    if (localStorage.getItem(SOUND) === "off" || !audio || !chime || Date.now() - lastChime < CHIME_EVERY) return;
    lastChime = Date.now();
    const source = audio.createBufferSource();
    source.buffer = chime;
    source.connect(audio.destination);
    source.start();
    document.body.dataset.rang = String(Number(document.body.dataset.rang ?? 0) + 1);
  }

  function hear() {
    const told = document.querySelector("#watch .watch");
    if (!told) return;
    const { waiting, urgent, marks } = told.dataset;
    const sign = Number(urgent) ? `(${waiting}!) ` : Number(waiting) ? `(${waiting}) ` : "";
    document.title = sign + title;
    if (marks === undefined) return;
    const known = new Set((sessionStorage.getItem(HEARD) ?? "").split(" "));
    const now = marks.split(" ").filter(Boolean);
    if (now.some((mark) => !known.has(mark))) ring();
    sessionStorage.setItem(HEARD, now.join(" "));
  }

  // --- The thread ----------------------------------------------------------------------------------------------------

  let following = true;

  function toTheEnd() {
    const log = byId("said");
    if (log) log.scrollTop = log.scrollHeight;
  }

  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.elt.id === "watch") hear();
    if (following) toTheEnd();
  });

  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    rebuildIfAnother();
    if (detail.target.id === "earlier") byId("earlier-title")?.focus();
  });

  const standingAtFirst = byId("standing")?.dataset.standing;

  // Who has the talk, or what may be read, is another now: everything on the page follows from that.
  function rebuildIfAnother() {
    if (leaving || underWay > 0 || byId("standing")?.dataset.standing === standingAtFirst) return;
    leaving = true;
    saveAll();
    location.reload();
  }

  // --- The person ----------------------------------------------------------------------------------------------------

  function saveAll() {
    for (const form of document.querySelectorAll("[data-draft]")) keep(form);
  }

  document.addEventListener("input", ({ target }) => {
    const form = target.closest("[data-draft]");
    if (target.localName === "textarea") grow(target);
    if (form) keep(form);
  });

  window.addEventListener("pagehide", saveAll);

  document.body.addEventListener("sent", () => {
    clear(byId("answer"));
    following = true;
    field(byId("answer")).focus();
  });
  document.body.addEventListener("another", () => {
    byId("answer").elements.key.value = newKey();
    keep(byId("answer"));
  });
  document.body.addEventListener("noted", ({ target }) => {
    const form = target.closest('[data-clears="noted"]');
    if (!form) return;
    clear(form);
    const folded = form.closest("details.line__note");
    if (!folded) return;
    folded.open = false;
    folded.querySelector("summary").focus();
    tell(form.dataset.told);
  });

  // A word that a deed is done, for as long as it takes to read.
  function tell(words) {
    byId("told").textContent = words;
    setTimeout(() => {
      if (byId("told").textContent === words) byId("told").textContent = "";
    }, TOLD_FOR);
  }

  document.addEventListener("click", ({ target }) => {
    const ready = target.closest("[data-insert]");
    if (ready) {
      const box = byId("answer-text");
      const between = box.value && !/\s$/.test(box.value) ? " " : "";
      box.setRangeText(between + ready.textContent, box.value.length, box.value.length, "end");
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const menu = byId("menu");
    if (menu?.open && !menu.contains(target)) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("menu")?.open) {
      byId("menu").open = false;
      byId("menu").querySelector("summary").focus();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "answer-text") {
      event.preventDefault();
      byId("answer").requestSubmit();
    }
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.code === "KeyQ") {
      event.preventDefault();
      location.assign("/desk");
    }
    if (event.code === "KeyR" && byId("answer-text")) {
      event.preventDefault();
      byId("answer-text").focus();
    }
  });

  document.addEventListener("submit", ({ target }) => {
    if ("signOut" in target.dataset) {
      emptyDesk();
      localStorage.setItem(SIGNED_OUT, String(Date.now())); // heard by this browser's other tabs
    }
    if (!target.hasAttribute("hx-post")) leaving = true;
  });

  window.addEventListener("storage", ({ key }) => {
    if (key !== SIGNED_OUT || !me) return;
    emptyDesk();
    location.assign("/desk/sign-in");
  });

  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => prepareSound().catch(() => {}), { passive: true });
  }

  const sound = byId("sound");
  if (sound) {
    sound.checked = localStorage.getItem(SOUND) !== "off";
    sound.addEventListener("change", () => localStorage.setItem(SOUND, sound.checked ? "on" : "off"));
  }
  forgetStrangeDrafts();
  if ("signedOut" in document.body.dataset) setTimeout(forgetDrafts, DRAFT_HOLDS);

  byId("said")?.addEventListener("scroll", ({ target }) => {
    following = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_THE_END;
  });
  if (byId("said")) new ResizeObserver(() => following && toTheEnd()).observe(byId("said"));
  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("[data-draft]")) restore(form);
    toTheEnd();
  });
})();
