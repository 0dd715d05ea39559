//! Writes the TypeScript twin of the asks and the views: `ui/src/api/generated.ts`.

use std::any::TypeId;
use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

/// Declarations by name, so that the file is the same whatever the order of the commands.
pub struct Types<'a> {
    config: &'a Config,
    seen: Vec<TypeId>,
    found: BTreeMap<String, String>,
}

impl<'a> Types<'a> {
    /// No declarations yet.
    pub fn new(config: &'a Config) -> Types<'a> {
        Types {
            config,
            seen: Vec::new(),
            found: BTreeMap::new(),
        }
    }

    /// Adds a type and all it is made of.
    pub fn add<T: TS + 'static + ?Sized>(&mut self) {
        self.visit::<T>();
    }

    /// The file's text.
    pub fn finish(self) -> String {
        let mut text = String::from(
            "// Made by `cargo xtask generate` from the table of commands. Never edited.\n",
        );
        for declaration in self.found.values() {
            text.push('\n');
            text.push_str("export ");
            text.push_str(declaration);
            text.push('\n');
        }
        text
    }
}

impl TypeVisitor for Types<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if self.seen.contains(&TypeId::of::<T>()) {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        T::visit_dependencies(self);
        T::visit_generics(self);
        if T::output_path().is_some() {
            self.found
                .insert(T::ident(self.config), T::decl(self.config));
        }
    }
}
