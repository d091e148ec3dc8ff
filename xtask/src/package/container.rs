//! The container image.
//!
//! It is built from its Containerfile with the program that is there already: the stage that
//! compiles needs an image from a registry. The last stage, its user, entry point and health check
//! are the same either way. It is run with buildah's chroot isolation, which needs neither a
//! daemon nor systemd.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use serde_json::Value;

use super::Places;
use crate::steps::{Result, finish, output_of};

const IMAGE: &str = "localhost/acs-emulator:check";
/// The number stands for nobody in particular; zero would be root.
const USER: &str = "65532:65532";

pub(super) fn build_and_use(places: &Places) -> Result<String> {
    let buildah = Buildah { places };
    let version = output_of(buildah.command("version").arg("--json")).map_err(|error| {
        format!("{error}\nbuildah is missing; Debian has it as a package of that name")
    })?;
    let version: Value = serde_json::from_str(&version)?;
    buildah.build()?;
    let config = buildah.config()?;
    check_config(&config)?;
    let container = buildah.container()?;
    let outcome = container.check(&config);
    finish(
        buildah
            .command("rm")
            .arg(&container.name)
            .stdout(Stdio::null()),
    )?;
    outcome?;
    let size = fs::metadata(&places.program)?.len() / 1024 / 1024;
    Ok(format!(
        "built and run with buildah {}, {size} MiB; the stage that compiles was left out",
        version["version"]
            .as_str()
            .unwrap_or("of an unknown version"),
    ))
}

/// The tool, with a store of its own.
struct Buildah<'a> {
    places: &'a Places,
}

impl Buildah<'_> {
    fn command(&self, name: &str) -> Command {
        let mut buildah = Command::new("buildah");
        // The one that works without a kernel's help.
        buildah.args(["--storage-driver", "vfs"]);
        for (option, folder) in [("--root", "store"), ("--runroot", "running")] {
            let folder = self.places.work.join("containers").join(folder);
            buildah.arg(option).arg(folder);
        }
        buildah.arg(name);
        buildah
    }

    fn build(&self) -> Result<()> {
        let context = self.places.empty("container")?;
        fs::create_dir_all(context.join("rootfs/data"))?;
        fs::copy(&self.places.program, context.join("rootfs/acs-emulator"))?;
        let file = self.places.packaging.join("container/Containerfile");
        let mut build = self.command("build");
        build.args(["--isolation", "chroot", "--format", "docker"]);
        build.args(["--build-arg", "BINARY=given", "--tag", IMAGE, "--file"]);
        build.arg(file).arg(context);
        output_of(&mut build)?;
        Ok(())
    }

    /// The image's own description of itself.
    fn config(&self) -> Result<Value> {
        let text = output_of(self.command("inspect").args(["--type", "image", IMAGE]))?;
        let mut image: Value = serde_json::from_str(&text)?;
        Ok(image["Docker"]["config"].take())
    }

    fn container(&self) -> Result<Container<'_>> {
        let name = output_of(self.command("from").arg(IMAGE))?;
        Ok(Container {
            buildah: self,
            name: name.trim().to_owned(),
        })
    }
}

/// Checks that the image says what keeps its users safe.
fn check_config(config: &Value) -> Result<()> {
    let entry = texts(&config["Entrypoint"]);
    let test = texts(&config["Healthcheck"]["Test"]);
    let port = entry.iter().skip_while(|it| *it != "--admin-port").nth(1);
    let asked = port.map(|it| format!("127.0.0.1:{it}"));
    if config["User"] != USER {
        return Err(format!("the image runs as {}, not {USER}", config["User"]).into());
    }
    if asked.is_none() || test.last() != asked.as_ref() {
        return Err(
            format!("the health check {test:?} does not ask at the port of {entry:?}").into(),
        );
    }
    Ok(())
}

/// A container of the image.
struct Container<'a> {
    buildah: &'a Buildah<'a>,
    name: String,
}

impl Container<'_> {
    fn command(&self, arguments: &[String]) -> Command {
        let mut run = self.buildah.command("run");
        run.args(["--isolation", "chroot", &self.name, "--"]);
        run.args(arguments);
        run
    }

    /// Plays the runtime: entry point, then health check, well and ill.
    fn check(&self, config: &Value) -> Result<()> {
        let entry = texts(&config["Entrypoint"]);
        // Fixed ports may be in use outside, with which this isolation shares the network.
        let free = ["--port", "0", "--admin-port", "0"].map(str::to_owned);
        let entry = [&entry[..], &free[..]].concat();
        self.refuses_to_write_elsewhere(&entry)?;
        let in_data = ["--data", "resource.sqlite", "--tls"].map(str::to_owned);
        let mut running = Running::start(self.command(&[&entry[..], &in_data[..]].concat()))?;
        if running.ready["adminToken"].is_null() {
            return Err("the admin API is open to others and asks for no token".into());
        }
        let admin = running.ready["adminEndpoint"].as_str().unwrap_or_default();
        let admin = admin.trim_start_matches("http://").to_owned();
        let mut test = texts(&config["Healthcheck"]["Test"]);
        test.remove(0);
        test.pop();
        test.push(admin);
        output_of(&mut self.command(&test))?;
        running.stop()?;
        if output_of(&mut self.command(&test)).is_ok() {
            return Err("the health check finds an emulator that has ended".into());
        }
        Ok(())
    }

    fn refuses_to_write_elsewhere(&self, entry: &[String]) -> Result<()> {
        let outside = ["--data", "/resource.sqlite"].map(str::to_owned);
        let mut command = self.command(&[entry, &outside[..]].concat());
        let output = command.stdin(Stdio::null()).output()?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        if output.status.success() || !complaint.contains("resource.sqlite") {
            return Err(format!("it could write to /: {complaint}").into());
        }
        Ok(())
    }
}

/// The emulator in a container, which ends when dropped.
struct Running {
    process: Child,
    ready: Value,
}

impl Running {
    fn start(mut command: Command) -> Result<Self> {
        // How it ends is the tool's business, and how it fails shows in the line that is missing.
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn()?;
        let output = process.stdout.take();
        let mut running = Self {
            process,
            ready: Value::Null,
        };
        let mut line = String::new();
        let output = output.ok_or("the container has no output")?;
        BufReader::new(output).read_line(&mut line)?;
        running.ready = serde_json::from_str(&line)?;
        Ok(running)
    }

    fn stop(&mut self) -> Result<()> {
        let id = self.process.id().to_string();
        finish(Command::new("kill").args(["-TERM", &id]))?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::check_config;

    #[test]
    fn root_and_a_health_check_of_another_port_are_found() {
        let entry = ["/acs-emulator", "--admin-port", "8081"];
        let config = |user: &str, port: &str| {
            let test = ["CMD", "/acs-emulator", "--check-health", port];
            json!({"User": user, "Entrypoint": entry, "Healthcheck": {"Test": test}})
        };
        let complaint = |user, port| check_config(&config(user, port)).unwrap_err().to_string();
        assert!(check_config(&config("65532:65532", "127.0.0.1:8081")).is_ok());
        assert!(complaint("0", "127.0.0.1:8081").contains("runs as \"0\""));
        assert!(complaint("65532:65532", "127.0.0.1:9").contains("does not ask at the port"));
    }

    /// That stage is not run here, so what it copies is held against the workspace.
    #[test]
    fn the_stage_that_compiles_has_the_whole_workspace() {
        let root = crate::workspace().unwrap();
        let file = root.join("crates/emulator/packaging/container/Containerfile");
        let stages = fs::read_to_string(file).unwrap();
        let stage = stages.split("FROM ").find(|it| it.contains(" AS built"));
        let copies = stage.unwrap().lines();
        let copies: Vec<_> = copies.filter_map(|it| it.strip_prefix("COPY ")).collect();
        let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        for member in manifest["workspace"]["members"].as_array().unwrap() {
            let folder = member.as_str().unwrap().split('/').next().unwrap();
            let line = format!("{folder} {folder}");
            assert!(copies.contains(&line.as_str()), "{line}: {copies:?}");
        }
        assert!(copies.contains(&"Cargo.toml Cargo.lock ./"), "{copies:?}");
    }
}
