/** `npm run bench`: throughput and delays of the whole way, the diagnoser beside natural's TfIdf, start-up and memory. Prints tables; asserts nothing. */
import { benchConversation } from './conversation.ts';
import { benchDiagnosis } from './diagnosis-speed.ts';
import { benchStart } from './start.ts';
import { printTable } from './table.ts';

printTable('One message: accept, decide, commit, deliver (SQLite, synchronous=FULL)', await benchConversation());
printTable('Diagnoser beside natural.TfIdf, one thread, same run', await benchDiagnosis());
printTable('The process', await benchStart());
