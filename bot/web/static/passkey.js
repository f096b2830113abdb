// Makes a passkey, or signs with one: asks the service for options, the device for an answer, and sends it back.
// A button says what to do: data-passkey "make" or "sign", data-path where, data-next the page to go on to.

const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};

const text = (buffer) => {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const readable = (options) => {
  const listed = (found) => (found ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) {
    read.user = { ...options.user, id: bytes(options.user.id) };
    read.excludeCredentials = listed(options.excludeCredentials);
  } else {
    read.allowCredentials = listed(options.allowCredentials);
  }
  return read;
};

const sendable = (credential) => {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) {
      response[name] = text(credential.response[name]);
    }
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: {},
    response,
  };
};

class Told extends Error {}

const ask = async (path, csrf, body) => {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF": csrf },
    body: JSON.stringify(body),
  });
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Told(found.error ?? "");
  }
  return found;
};

const go = async (button) => {
  const { passkey, path, next, csrf } = button.dataset;
  const { challenge, options } = await ask(`${path}/options`, csrf, {});
  const publicKey = readable(options);
  const credential = await (passkey === "make"
    ? navigator.credentials.create({ publicKey })
    : navigator.credentials.get({ publicKey }));
  const done = await ask(path, csrf, { challenge, next, credential: sendable(credential) });
  location.assign(done.go);
};

for (const button of document.querySelectorAll("[data-passkey]")) {
  const trouble = button.parentElement.querySelector("[data-passkey-trouble]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    trouble.hidden = true;
    try {
      await go(button);
    } catch (error) {
      trouble.textContent = (error instanceof Told && error.message) || button.dataset.failed;
      trouble.hidden = false;
      button.disabled = false;
    }
  });
}
