import { build, type Plugin } from "esbuild";

/**
 * The kilobytes (of 1,000 bytes) that `export <what> from "clientele"` comes to where the package is installed, with
 * its dependencies, minified, as a browser would load it.
 */
export async function bundledSize(folder: string, what: string): Promise<number> {
  return sizeOf(folder, `export ${what} from "clientele";`, []);
}

/**
 * The kilobytes of the package itself that are left when nothing of it is used, if a bundler does not believe its
 * `sideEffects: false`.
 */
export async function sizeOfLoading(folder: string): Promise<number> {
  const doubtful: Plugin = {
    name: "doubts sideEffects",
    setup: ({ onResolve, resolve }) => {
      onResolve({ filter: /^(clientele$|\.)/ }, async ({ path, resolveDir, kind, pluginData }) => {
        if (pluginData === "asked already") return undefined;
        const { path: resolved, errors } = await resolve(path, { resolveDir, kind, pluginData: "asked already" });
        return { path: resolved, errors, sideEffects: true };
      });
      onResolve({ filter: /^[^./]/ }, ({ path }) => (path === "clientele" ? undefined : { path, external: true }));
    },
  };
  return sizeOf(folder, 'import "clientele";', [doubtful]);
}

async function sizeOf(folder: string, contents: string, plugins: Plugin[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    plugins,
  });
  return outputFiles[0]!.contents.length / 1000;
}
