import { switchTelemetryOff } from "../src/inference/node/onnxLibrary.js";

// For the test that loads the runtime by way of another package.
switchTelemetryOff();
