// The library in Pyodide: `node pyodide.mjs FOLDER_OF_WHEELS SCRIPT`.
// Wheels are unpacked, and of the source of PyYAML its pure module; nothing is downloaded.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";

const [folder, script] = process.argv.slice(2);
const python = await loadPyodide();
python.FS.mkdir("/wheels");
for (const name of readdirSync(folder)) {
  python.FS.writeFile(`/wheels/${name}`, readFileSync(join(folder, name)));
}
python.FS.writeFile("/smoke.py", readFileSync(script));
await python.runPythonAsync(`
import pathlib, runpy, sys, tarfile, zipfile

packages = pathlib.Path("/packages")
for path in pathlib.Path("/wheels").iterdir():
    if path.suffix == ".whl":
        zipfile.ZipFile(path).extractall(packages)
    else:
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                _, _, name = member.name.partition("/lib/yaml/")
                if name and member.isfile():
                    target = packages / "yaml" / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(archive.extractfile(member).read())
sys.path.insert(0, str(packages))

import yaml
assert not yaml.__with_libyaml__
print("PyYAML", yaml.__version__, "without libyaml")
import policy_concepts as pc
runpy.run_path("/smoke.py", run_name="__main__")

# A wheel reads no YAML when it looks up; a catalog of one's own does.
path = pathlib.Path("/own.yaml")
path.write_text("places: {here: {name: Here}}", encoding="utf-8")
assert pc.load(path).places.ids == ("here",)
path.write_text("[" * 5000, encoding="utf-8")
try:
    pc.load(path)
except pc.DataError as error:
    assert [problem.code for problem in error.problems] == ["too-deep"]
else:
    raise AssertionError("what is nested too deeply was read")
print("catalogs in YAML: as expected")
`);
