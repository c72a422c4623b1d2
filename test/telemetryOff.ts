import { switchTelemetryOff } from "../src/inference/nodeLibrary.js";

// For the test that loads the runtime by way of another package.
switchTelemetryOff();
