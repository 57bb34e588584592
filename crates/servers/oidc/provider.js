// A real OpenID Connect provider with a few made-up people, for tests. Arguments: port, where the site meets the browser.
import Provider from "oidc-provider";

const [, , port, answer] = process.argv;

// What the provider calls people looks like a personal identity number, as it does at some: the site must not keep it.
const people = {
  "811218-9876": { email: "anna@hedemora.example", email_verified: true, name: "Anna Andersson" },
  "640823-3234": { email: "bertil@hedemora.example", email_verified: false, name: "Bertil Bengtsson" },
  "710101-1111": { email: "dag@hedemora.example", name: "Dag Dahl" },
  "720202-2222": { preferred_username: "eva@hedemora.example", name: "Eva Ek" },
  "730303-3333": { email: "frida@hedemora.example", email_verified: "true", name: "Frida Falk" },
  "120101-1234": { email: "cecilia@elsewhere.example", email_verified: true, name: "Cecilia Carlsson" },
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "fardplan", client_secret: "hemligheten", redirect_uris: [answer] }],
  claims: { email: ["email", "email_verified"], profile: ["name", "preferred_username"] },
  pkce: { required: () => true },
  cookies: { keys: ["for tests only"] },
  findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
