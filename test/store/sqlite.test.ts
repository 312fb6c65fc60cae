/** The SQLite store: all that every store must do, on a file. What is special about SQLite is in the other files here. */
import { describeStore } from '../conformance/store.ts';
import { openTemporary } from './open-temporary.ts';

describeStore('SQLite', openTemporary);
