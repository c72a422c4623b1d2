import { expect, it } from "vitest";
import { type LoadedModel, loadModel } from "../../../src/inference/node/loadModel.js";
import { modelFolder, settings, shippedModel } from "../shippedModel.js";

it("what was learnt under masks is for rows with masks only, unless it is of the version before", async () => {
  const model = await shippedModel();
  const vector = Float32Array.from({ length: model.manifest.adapterLength }, (_, at) => Math.sin(at) / 10);
  const adapter = { vector, editBiases: [], allowlist: [] };
  const learnt = await loadModel(modelFolder, { ...settings, adapter });
  const former = await loadModel(modelFolder, { ...settings, adapter: { ...adapter, readsTyped: true } });
  try {
    const { cls, sep, mask } = model.cascade.pieces.special;
    const row = { ids: [cls, mask, 2023, sep], types: [0, 0, 0, 0] };
    const tags = async ({ cascade }: LoadedModel, kind: "typed" | "masked"): Promise<Float32Array> =>
      (await cascade.graphs.encode([row], () => false, kind))![0]!.tags;
    const plain = await tags(model, "typed");
    expect(await tags(learnt, "typed")).toEqual(plain);
    expect(await tags(learnt, "masked")).not.toEqual(plain);
    expect(await tags(former, "typed")).toEqual(await tags(learnt, "masked"));
  } finally {
    await learnt.close();
    await former.close();
  }
});
