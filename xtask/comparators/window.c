/* The least that WebKitGTK can do: a window with one word in it. The app's start and its memory are
 * measured beside this program, which shows what the system itself costs. */
#include <webkit2/webkit2.h>

int main(int argc, char **argv)
{
    gtk_init(&argc, &argv);
    GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
    GtkWidget *view = webkit_web_view_new();
    gtk_window_set_default_size(GTK_WINDOW(window), 1280, 800);
    gtk_container_add(GTK_CONTAINER(window), view);
    g_signal_connect(window, "destroy", G_CALLBACK(gtk_main_quit), NULL);
    webkit_web_view_load_html(WEBKIT_WEB_VIEW(view),
        "<!doctype html><body style='background:#264;color:#fff;font:28px sans-serif'>Hello", NULL);
    gtk_widget_show_all(window);
    gtk_main();
    return 0;
}
