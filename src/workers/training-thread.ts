/** The other thread: learns from the examples it is given, hands the result over and ends. Started by `training.ts` only. */
import { parentPort, workerData } from 'node:worker_threads';
import { calibrate } from '../diagnosis/calibration.ts';
import { trainModel } from '../diagnosis/model.ts';
import { type Task, toTransferList } from './training.ts';

const { examples, questions, options, calibration } = workerData as Task;
const model = trainModel(examples, options);
const trained = { model, calibration: calibration ?? calibrate(examples, options, questions) };
parentPort?.postMessage(trained, toTransferList(model));
