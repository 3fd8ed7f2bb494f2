// Verifies requests with the reference implementation of Standard Webhooks. Standard input is a JSON array of
// {secret, headers, body}, the body in base64; standard output is an array of null (verified) or what is wrong.
import { Webhook } from "standardwebhooks";

let input = "";
for await (const chunk of process.stdin) {
  input += chunk;
}

const answers = JSON.parse(input).map(({ secret, headers, body }) => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(body, "base64"));
    new Webhook(secret).verify(text, headers);
    return null;
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
});
process.stdout.write(JSON.stringify(answers));
