/** Input or output of a graph; `dims` is its shape, row-major. */
export interface Tensor {
  readonly type: "int32" | "float32";
  readonly data: Int32Array | Float32Array;
  readonly dims: readonly number[];
}

/** One loaded graph. */
export interface OnnxSession {
  /** Runs the graph, beside other runs where there are threads. Rejects with the runtime's own error. */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Record<string, Float32Array>>;
}

/** The files of a model's folder. */
export interface ModelFiles {
  /** @throws ModelError that names the file if it is missing or cannot be read */
  read(name: string): Promise<Uint8Array>;
  /** Where it lies, for people and for the runtime. */
  pathOf(name: string): string;
}

/** What runs graphs. */
export interface Runtime {
  /**
   * @param path of the graph, as `ModelFiles.pathOf` gives it
   * @param fixed inputs of every run that brings no others
   */
  openSession(path: string, fixed: Readonly<Record<string, Tensor>>): Promise<OnnxSession>;
  /** Ends all its sessions; a run that is still going on rejects. */
  close(): Promise<void>;
}

/** The model cannot be used: the message is one sentence for the writer and names the file. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}
