// Runs the document's function over requests: standard input is a JSON array of {headers, body, secrets, now}, the body in base64;
// standard output is an array of "verified" or what is wrong. The files beside this one do the same in their languages.
import { verify } from "./verify.mjs";

let input = "";
for await (const chunk of process.stdin) {
  input += chunk;
}

const answers = JSON.parse(input).map(({ headers, body, secrets, now }) => {
  try {
    verify(headers, Buffer.from(body, "base64"), secrets, now);
    return "verified";
  } catch (error) {
    return error.message;
  }
});
process.stdout.write(JSON.stringify(answers));
