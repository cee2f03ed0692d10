// The requests of Evaluating.cs, decided by npm's iam-simulate, which also reads and checks the policy at every call.
import { readFileSync } from "node:fs";
import { runSimulation } from "@cloud-copilot/iam-simulate";

const seconds = Number(process.argv[2] ?? 5);
const policy = JSON.parse(readFileSync(new URL("../ten-statements.json", import.meta.url), "utf8"));
const asked = [
  ["s3:GetObject", "arn:aws:s3:::data/2026/03.csv"],
  ["s3:PutObject", "arn:aws:s3:::home/alice/x"],
  ["dynamodb:Query", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"],
  ["iam:CreateUser", "arn:aws:iam::111122223333:user/eve"],
];
const simulations = asked.map(([action, resource]) => ({
  request: {
    principal: "arn:aws:iam::111122223333:user/alice",
    action,
    resource: { resource, accountId: "111122223333" },
    contextVariables: { "aws:SecureTransport": "true", "aws:SourceIp": "203.0.113.7", "aws:username": "alice" },
  },
  identityPolicies: [{ name: "ten", policy }],
  serviceControlPolicies: [],
  resourceControlPolicies: [],
}));

const ask = async (count) => {
  let allowed = 0;
  for (let i = 0; i < count; i++) {
    const { resultType, overallResult, errors, analysis } = await runSimulation(simulations[i % simulations.length], {});
    if (errors) throw new Error(JSON.stringify(errors));
    allowed += (overallResult ?? analysis?.result ?? resultType) === "Allowed" ? 1 : 0;
  }
  return allowed;
};

await ask(400);
const start = process.cpuUsage();
const spent = () => { const { user, system } = process.cpuUsage(start); return (user + system) / 1e6; };
let decisions = 0;
let allowed = 0;
while (spent() < seconds) {
  allowed += await ask(100);
  decisions += 100;
}
console.log(`iam-simulate: ${Math.round(decisions / spent())} decisions a second of one core, ${Math.round((100 * allowed) / decisions)} % allowed`);
