/** What every subcommand is given: the process's ends, and a way to say its exit code. */

/** What a command may use of the process. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Every subcommand's action answers its exit code through this. */
export type Finish = (code: number) => void;
