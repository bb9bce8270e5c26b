/** infra/kubernetes cannot be run here, so it is read: what each pod is told exists, what each may touch is what ARCHITECTURE says, and none is more than it must be. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { declaredVariables } from "../../fixtures/declared-variables.ts";
import {
  FOLDER,
  Labels,
  Meta,
  ROOT,
  all,
  ofKind,
  resources,
  things,
  workloads,
} from "../../fixtures/kubernetes-manifests.ts";

const pods = workloads.map(({ metadata, spec: { template, ...more }, kind }) => ({
  ...{ name: metadata.name, namespace: metadata.namespace ?? "", kind, more },
  ...{ labels: template.metadata.labels, pod: template.spec, main: template.spec.containers[0] },
}));
const pod = (name: string) => pods.find((each) => each.name === name)!;
const secretsOf = (name: string): string[] =>
  pod(name)
    .pod.volumes.flatMap(({ secret }) => (secret === undefined ? [] : [secret.secretName]))
    .toSorted();
const mountsOf = (name: string): string[] =>
  pod(name).main.volumeMounts.map(({ mountPath }) => mountPath);
/** What a container of that pod is told, with the settings that it takes. */
const toldTo = (name: string): Map<string, string> => {
  const { main, namespace } = pod(name);
  const maps = main.envFrom.flatMap(({ configMapRef }) =>
    ofKind("ConfigMap").filter(
      ({ metadata }) => metadata.name === configMapRef.name && metadata.namespace === namespace,
    ),
  );
  expect(maps).toHaveLength(main.envFrom.length);
  const own = main.env.map((each) => [each.name, "value" in each ? each.value : "set"] as const);
  return new Map([...maps.flatMap(({ data = {} }) => Object.entries(data)), ...own]);
};

describe("infra/kubernetes", () => {
  it("takes every file of its folder, and makes each process of the house", () => {
    const files = readdirSync(FOLDER).filter((each) => each !== "kustomization.yaml");
    expect(resources.toSorted()).toEqual(files.toSorted());
    expect(pods.map(({ name }) => name).toSorted()).toEqual(
      ["api", "custody", "media", "setup", "signer"], // capture is in the room
    );
    for (const { main } of pods)
      expect(existsSync(join(ROOT, main.args?.[0] ?? "none"))).toBe(true);
  });

  it.each(pods.map(({ name }) => name))(
    "tells %s only of variables that exist, and of folders that it mounts",
    (name) => {
      const declared = declaredVariables();
      const told = toldTo(name);
      expect(told.size).toBeGreaterThan(1);
      for (const [variable, value] of told) {
        expect(declared).toContain(variable.replace(/_FILE$/, ""));
        if (!value.startsWith("/")) continue;
        expect(
          mountsOf(name).some((mount) => value === mount || value.startsWith(`${mount}/`)),
        ).toBe(true);
      }
    },
  );

  it.each(pods.map(({ name }) => name))(
    "%s mounts what it declares, and declares what it mounts",
    (name) => {
      const { pod: spec } = pod(name);
      const mounted = [...spec.initContainers, ...spec.containers].flatMap(({ volumeMounts }) =>
        volumeMounts.map((mount) => mount.name),
      );
      expect([...new Set(mounted)].toSorted()).toEqual(
        spec.volumes.map((each) => each.name).toSorted(),
      );
      for (const { persistentVolumeClaim: claim } of spec.volumes) {
        if (claim === undefined) continue;
        expect(ofKind("PersistentVolumeClaim").map(({ metadata }) => metadata.name)).toContain(
          claim.claimName,
        );
      }
    },
  );

  it("gives each process the secrets that its work needs and no other, as files", () => {
    expect(Object.fromEntries(pods.map(({ name }) => [name, secretsOf(name)]))).toEqual({
      api: ["holdfast-servers", "holdfast-store", "holdfast-wrapping"],
      custody: ["holdfast-servers", "holdfast-store", "holdfast-wrapping"],
      media: ["holdfast-servers", "holdfast-store", "holdfast-wrapping"],
      setup: ["holdfast-admin", "holdfast-ceremony", "holdfast-servers"],
      signer: [],
    });
    for (const { name } of pods) {
      for (const [variable] of toldTo(name))
        if (/PASSWORD|TOKEN|SECRET|ACCESS_KEY|DATABASE_URL|REDIS_URL/.test(variable))
          expect(variable).toMatch(/_FILE$/);
    }
    expect(things.map(({ kind }) => kind)).not.toContain("Secret");
  });

  it("shows the keys to the signer and to the set-up alone, the socket to signer and custody, on one node", () => {
    const holders = (claim: string): string[] =>
      pods
        .filter(({ pod: { volumes } }) =>
          volumes.some((each) => each.persistentVolumeClaim?.claimName === claim),
        )
        .map(({ name }) => name)
        .toSorted();
    expect(holders("keys")).toEqual(["setup", "signer"]);
    expect(holders("signer-socket")).toEqual(["custody", "signer"]);
    for (const name of ["setup", "signer"]) {
      expect(JSON.stringify(pod(name).pod.affinity)).toContain('"matchLabels":{"keys":"holder"}');
      expect(pod(name).labels).toMatchObject({ keys: "holder" });
    }
    expect(JSON.stringify(pod("custody").pod.affinity)).toContain('"matchLabels":{"app":"signer"}');
    // A recursive change of groups would open what its owner alone may read.
    for (const name of ["setup", "signer", "custody"])
      expect(pod(name).pod.securityContext.fsGroupChangePolicy).toBe("OnRootMismatch");
  });

  it("never runs two signers", () => {
    expect(pod("signer")).toMatchObject({ kind: "StatefulSet", more: { replicas: 1 } });
    const scaled = ofKind("HorizontalPodAutoscaler").map(({ metadata }) => metadata.name);
    expect(scaled).toEqual(["media"]);
  });

  it("lets the decoder's pod alone out of the restricted standard, in a namespace and with users of its own", () => {
    for (const { name, namespace, pod: spec, main } of pods) {
      const isMedia = name === "media";
      expect([name, namespace]).toEqual([name, isMedia ? "holdfast-media" : "holdfast"]);
      expect([name, spec.securityContext.seccompProfile.type]).toEqual([
        name,
        isMedia ? "Unconfined" : "RuntimeDefault",
      ]);
      expect([name, main.securityContext.procMount, spec.hostUsers]).toEqual([
        ...[name, isMedia ? "Unmasked" : undefined, isMedia ? false : undefined],
      ]);
    }
    const standards = ofKind("Namespace").map(({ metadata }) => [
      ...[metadata.name, metadata.labels?.["pod-security.kubernetes.io/enforce"]],
    ]);
    expect(standards).toEqual([
      ["holdfast", "restricted"],
      ["holdfast-media", "privileged"],
    ]);
  });

  it("asks the doors that the process has", () => {
    const { main } = pod("api");
    expect(main.livenessProbe?.httpGet.path).toBe("/healthz");
    expect(main.readinessProbe?.httpGet.path).toBe("/readyz");
    expect([main.ports[0]?.containerPort, toldTo("api").get("HOLDFAST_PORT")]).toEqual([
      8420,
      "8420",
    ]);
  });
});

const Peer = z.strictObject({
  ipBlock: z.strictObject({ cidr: z.string() }).optional(),
  namespaceSelector: z.strictObject({ matchLabels: Labels }).optional(),
});
const Ports = z.array(z.strictObject({ protocol: z.enum(["TCP", "UDP"]), port: z.int() }));
const Policy = z.looseObject({
  metadata: Meta,
  spec: z.strictObject({
    podSelector: z.strictObject({ matchLabels: Labels.optional() }),
    policyTypes: z.array(z.enum(["Ingress", "Egress"])),
    ingress: z.array(z.strictObject({ from: z.array(Peer), ports: Ports })).default([]),
    egress: z.array(z.strictObject({ to: z.array(Peer), ports: Ports })).default([]),
  }),
});

describe("its network policies", () => {
  const policies = all
    .filter((each) => (each as { kind: string }).kind === "NetworkPolicy")
    .map((each) => Policy.parse(each));

  it("close both namespaces, and open what each process needs", () => {
    const closed = policies.filter(({ metadata }) => metadata.name === "nothing");
    expect(closed.map(({ metadata, spec }) => [metadata.namespace, spec])).toEqual(
      ["holdfast", "holdfast-media"].map((namespace) => [
        namespace,
        { podSelector: {}, policyTypes: ["Ingress", "Egress"], ingress: [], egress: [] },
      ]),
    );
    const out = policies
      .filter(({ metadata }) => metadata.name !== "nothing")
      .map(({ metadata, spec }) => {
        const ports = spec.egress.flatMap((rule) => rule.ports.map(({ port }) => port));
        return [
          metadata.namespace,
          metadata.name,
          [...new Set(ports)].toSorted((one, other) => one - other),
        ];
      });
    expect(out).toEqual([
      ["holdfast", "api", [53, 443, 5432, 6379]],
      ["holdfast", "custody", [53, 443, 5432, 6379]],
      ["holdfast", "setup", [53, 5432]],
      ["holdfast-media", "media", [53, 443, 5432, 6379]],
    ]);
  });

  it("let nobody in but the door's namespace to the API, and nothing to or from the signer", () => {
    const ins = policies.filter(({ spec }) => spec.ingress.length > 0);
    expect(ins.map(({ metadata }) => metadata.name)).toEqual(["api"]);
    for (const { spec } of policies.filter(({ metadata }) => metadata.name !== "nothing")) {
      const label = spec.podSelector.matchLabels?.["app"];
      expect(pods.map(({ labels }) => labels["app"])).toContain(label);
      expect(label).not.toBe("signer");
    }
  });
});
